package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.TargetCheck;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.EphemeralContainer;
import io.selfheal.kubernetes.EphemeralStatus;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.RunAs;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The ephemeral container with a JDK in it. Kubernetes removes none of them: it is started once for
 * a container, an image and a user, serves all captures that begin in the first half of its life,
 * and ends by itself.
 */
record ToolsContainer(
    Cluster cluster, JvmTarget target, CaptureConfig config, Clock clock, Pause pause) {
  private static final Duration STEP = Duration.ofSeconds(1);

  /** An entry of each stays in the pod's status. */
  private static final int MOST = 9;

  /** What waiting does not mend. */
  private static final Set<String> HOPELESS =
      Set.of("ErrImageNeverPull", "InvalidImageName", "CreateContainerConfigError");

  private static final String ROLE = "apply rbac/role-ephemeral.yaml to the namespace";

  /** Commands in it, once it runs. */
  Commands runningAs(Commands own, RunAs runAs) throws CaptureFailure, InterruptedException {
    String name = ensure(image(), runAs);
    awaitRunning(name);
    return own.in(name);
  }

  /** As configured; without one nothing joins a pod. */
  String image() throws CaptureFailure {
    return config
        .tools()
        .image()
        .orElseThrow(
            () ->
                NoJcmd.because(
                    "capture.toolsImage names none that has",
                    "set it to an image of JDK 25 and " + ROLE));
  }

  private String ensure(String image, RunAs runAs) throws CaptureFailure {
    Pod pod = new TargetCheck(cluster, target).checkPod();
    for (int number = 1; number <= MOST; number++) {
      String name = name(image, runAs, number);
      Optional<EphemeralStatus> known = pod.ephemeral(name);
      if (known.isEmpty()) {
        add(new EphemeralContainer(name, image, command(), target.container(), runAs));
        return name;
      }
      if (serves(known.get())) {
        return name;
      }
    }
    throw NoJcmd.because(
        MOST + " containers that joined the pod for it have ended already", "replace the pod");
  }

  /** The same for each attempt on the same container. */
  private String name(String image, RunAs runAs, int number) {
    String what = target.containerId() + " " + image + " " + runAs;
    UUID hash = UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    return "self-heal-" + hash.toString().substring(0, 8) + "-" + number;
  }

  private List<String> command() {
    return List.of("sleep", Long.toString(config.longest().multipliedBy(2).toSeconds()));
  }

  /** What begins in its first half comes to its end in the second. */
  private boolean serves(EphemeralStatus known) {
    return switch (known.state()) {
      case WAITING -> true;
      case RUNNING -> {
        Duration age = Duration.between(known.startedAt().orElseThrow(), clock.instant());
        yield age.compareTo(config.longest()) < 0;
      }
      case ENDED -> false;
    };
  }

  private void add(EphemeralContainer container) throws CaptureFailure {
    try {
      cluster.addEphemeralContainer(target.pod(), container);
    } catch (ClusterException e) {
      throw refused(e);
    }
  }

  private CaptureFailure refused(ClusterException e) throws CaptureFailure {
    return switch (e.reason()) {
      case NOT_FOUND -> {
        new TargetCheck(cluster, target).check();
        yield NoJcmd.because(
            "the API server knows no ephemeral containers", "update to Kubernetes 1.23 or later");
      }
      case FORBIDDEN -> NoJcmd.because("none may join it: " + e.getMessage(), ROLE);
      case BAD_REQUEST ->
          NoJcmd.because(
              "none may join it: " + e.getMessage(), "see capture.toolsImage and the pod");
      default -> CaptureFailure.of(e);
    };
  }

  private void awaitRunning(String name) throws CaptureFailure, InterruptedException {
    String reason = "";
    for (Duration waited = Duration.ZERO;
        waited.compareTo(config.tools().timeout()) < 0;
        waited = waited.plus(STEP)) {
      EphemeralStatus status = status(name);
      if (status.state() == EphemeralStatus.State.RUNNING) {
        return;
      }
      reason = status.reason();
      if (status.state() == EphemeralStatus.State.ENDED || HOPELESS.contains(reason)) {
        break;
      }
      pause.pause(STEP);
    }
    throw NoJcmd.because(
        "the container that joined the pod for it does not run" + told(reason),
        "see that the node can pull capture.toolsImage and that sleep is in it");
  }

  private EphemeralStatus status(String name) throws CaptureFailure {
    return new TargetCheck(cluster, target)
        .checkPod()
        .ephemeral(name)
        .orElseThrow(() -> NoJcmd.because("none has joined it", "try again"));
  }

  private static String told(String reason) {
    return reason.isEmpty() ? "" : " (" + reason + ")";
  }
}
