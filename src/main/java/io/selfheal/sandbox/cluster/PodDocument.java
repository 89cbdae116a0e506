package io.selfheal.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** A pod in the API's JSON. */
final class PodDocument {
  private static final String IMAGE_ID =
      "sha256:0000000000000000000000000000000000000000000000000000000000000001";

  private final SandboxPod pod;
  private final Duration grace;
  private final ObjectNode document = Json.template("pod.json");

  private PodDocument(SandboxPod pod, Duration grace) {
    this.pod = pod;
    this.grace = grace;
  }

  static ObjectNode of(SandboxPod pod, Duration grace) {
    PodDocument writer = new PodDocument(pod, grace);
    writer.metadata(writer.document.withObject("/metadata"));
    writer.spec(writer.document.withObject("/spec"));
    writer.status(writer.document.withObject("/status"));
    return writer.document;
  }

  private void metadata(ObjectNode metadata) {
    String created = Json.time(pod.origin().createdAt());
    metadata
        .put("name", pod.ref().name())
        .put("namespace", pod.ref().namespace())
        .put("uid", pod.ref().uid())
        .put("resourceVersion", Long.toString(pod.resourceVersion()))
        .put("generation", (pod.terminating() ? 2 : 1) + pod.ephemerals().size())
        .put("creationTimestamp", created)
        .set("labels", Json.labels(pod.labels()));
    metadata.withObject("/managedFields/0").put("time", Json.time(pod.changedAt()));
    pod.deletionAt().ifPresent(at -> metadata.put("deletionTimestamp", Json.time(at)));
    pod.deletionAt().ifPresent(at -> metadata.put("deletionGracePeriodSeconds", grace.toSeconds()));
    pod.origin().owner().ifPresent(owner -> owned(metadata, owner));
  }

  private static void owned(ObjectNode metadata, ReplicaSet owner) {
    metadata.put("generateName", owner.name() + "-");
    WorkloadDocuments.controller(metadata, "ReplicaSet", owner.name(), owner.identity().uid());
  }

  private void spec(ObjectNode spec) {
    spec.put("restartPolicy", pod.origin().restarts() ? "Always" : "Never");
    spec.put("terminationGracePeriodSeconds", grace.toSeconds());
    spec.set("containers", containers(pod.template()));
    if (!pod.ephemerals().isEmpty()) {
      ArrayNode joined = spec.putArray("ephemeralContainers");
      pod.ephemerals().forEach(ephemeral -> joined.add(ephemeral.spec()));
    }
  }

  static ArrayNode containers(PodTemplate template) {
    ArrayNode containers = Json.array();
    for (String name : template.containers()) {
      ObjectNode container = containers.addObject();
      container.put("name", name).put("image", template.image().name());
      ArrayNode env = Json.array();
      template.env().forEach((key, value) -> env.addObject().put("name", key).put("value", value));
      if (!env.isEmpty()) {
        container.set("env", env);
      }
      container.putObject("resources");
      container.put("terminationMessagePath", "/dev/termination-log");
      container.put("terminationMessagePolicy", "File").put("imagePullPolicy", "Never");
    }
    return containers;
  }

  private void status(ObjectNode status) {
    String created = Json.time(pod.origin().createdAt());
    status.put("phase", pod.phase()).put("startTime", created);
    ArrayNode conditions = status.withArray("/conditions");
    condition(conditions, "PodReadyToStartContainers", !pod.phase().equals("Succeeded"), created);
    condition(conditions, "Initialized", true, created);
    readiness(conditions, "Ready");
    readiness(conditions, "ContainersReady");
    condition(conditions, "PodScheduled", true, created);
    ArrayNode statuses = status.withArray("/containerStatuses");
    pod.containers().forEach(container -> statuses.add(containerStatus(container)));
    if (!pod.ephemerals().isEmpty()) {
      ArrayNode joined = status.putArray("ephemeralContainerStatuses");
      pod.ephemerals().stream()
          .sorted(Comparator.comparing(SandboxEphemeral::name))
          .forEach(ephemeral -> joined.add(ephemeralStatus(ephemeral)));
    }
  }

  private void readiness(ArrayNode conditions, String type) {
    boolean completed = pod.phase().equals("Succeeded");
    ObjectNode condition = condition(conditions, type, pod.ready(), Json.time(pod.changedAt()));
    if (completed) {
      condition.put("reason", "PodCompleted");
    } else if (!pod.ready()) {
      String unready =
          String.join(
              " ",
              pod.containers().stream()
                  .filter(container -> !container.ready())
                  .map(SandboxContainer::name)
                  .toList());
      condition.put("reason", "ContainersNotReady");
      condition.put("message", "containers with unready status: [" + unready + "]");
    }
  }

  private static ObjectNode condition(
      ArrayNode conditions, String type, boolean holds, String since) {
    return conditions
        .addObject()
        .put("type", type)
        .put("observedGeneration", 1)
        .put("status", holds ? "True" : "False")
        .putNull("lastProbeTime")
        .put("lastTransitionTime", since);
  }

  private ObjectNode containerStatus(SandboxContainer container) {
    Optional<ContainerRun> run = container.current();
    ObjectNode status = Json.object().put("name", container.name());
    status.set("state", state(container));
    ObjectNode last = status.putObject("lastState");
    container.previous().ifPresent(earlier -> last.set("terminated", terminated(earlier)));
    status
        .put("ready", container.ready())
        .put("restartCount", container.restarts())
        .put("image", pod.template().image().name())
        .put("imageID", run.isPresent() ? IMAGE_ID : "");
    run.ifPresent(present -> status.put("containerID", present.containerId()));
    status.put("started", container.running()).putObject("resources");
    return status;
  }

  private static ObjectNode ephemeralStatus(SandboxEphemeral ephemeral) {
    Optional<EphemeralRun> run = ephemeral.run();
    ObjectNode status = Json.object().put("name", ephemeral.name());
    status.set("state", state(ephemeral));
    status.putObject("lastState");
    status
        .put("ready", false)
        .put("restartCount", 0)
        .put("image", ephemeral.image())
        .put("imageID", run.isPresent() ? IMAGE_ID : "");
    run.ifPresent(present -> status.put("containerID", present.containerId()));
    status.putObject("resources");
    return status;
  }

  private static ObjectNode state(SandboxEphemeral ephemeral) {
    ObjectNode state = Json.object();
    if (ephemeral.run().isEmpty()) {
      String message = "the node of a sandbox has no image \"" + ephemeral.image() + "\"";
      waiting(state, ephemeral.waitsFor(), message);
      return state;
    }
    EphemeralRun run = ephemeral.run().get();
    if (run.running()) {
      state.putObject("running").put("startedAt", Json.time(run.startedAt()));
    } else {
      state
          .putObject("terminated")
          .put("exitCode", 0)
          .put("reason", "Completed")
          .put("startedAt", Json.time(run.startedAt()))
          .put("finishedAt", Json.time(run.finishedAt()))
          .put("containerID", run.containerId());
    }
    return state;
  }

  private ObjectNode state(SandboxContainer container) {
    ObjectNode state = Json.object();
    if (container.current().isEmpty()) {
      String image = pod.template().image().name();
      String message = "Container image \"%s\" is not present with pull policy of Never";
      waiting(state, "ErrImageNeverPull", message.formatted(image));
      return state;
    }
    ContainerRun run = container.current().get();
    if (run.running()) {
      state.putObject("running").put("startedAt", Json.time(run.startedAt()));
    } else {
      state.set("terminated", terminated(run));
    }
    return state;
  }

  private static void waiting(ObjectNode state, String reason, String message) {
    state.putObject("waiting").put("reason", reason).put("message", message);
  }

  private static ObjectNode terminated(ContainerRun run) {
    Instant finished = run.finishedAt();
    return Json.object()
        .put("exitCode", run.exitCode())
        .put("reason", run.exitCode() == 0 ? "Completed" : "Error")
        .put("startedAt", Json.time(run.startedAt()))
        .put("finishedAt", Json.time(finished))
        .put("containerID", run.containerId());
  }
}
