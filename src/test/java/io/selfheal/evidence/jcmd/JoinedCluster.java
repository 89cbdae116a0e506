package io.selfheal.evidence.jcmd;

import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.ContainerSpec;
import io.selfheal.kubernetes.EphemeralContainer;
import io.selfheal.kubernetes.EphemeralStatus;
import io.selfheal.kubernetes.EphemeralStatus.State;
import io.selfheal.kubernetes.ExecRequest;
import io.selfheal.kubernetes.ExecResult;
import io.selfheal.kubernetes.LogRequest;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.RunAs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pod whose image has nothing but a JRE, which containers may join. */
final class JoinedCluster extends ExecOnlyCluster {
  final ScriptedCluster target = new ScriptedCluster();
  final ScriptedCluster joined = new ScriptedCluster();
  final List<EphemeralContainer> added = new ArrayList<>();
  final List<String> execIn = new ArrayList<>();
  final List<LogRequest> logRequests = new ArrayList<>();

  Optional<RunAs> said = Optional.empty();
  Optional<ClusterException.Reason> refusal = Optional.empty();
  State becomes = State.RUNNING;
  String reason = "";
  Instant startedAt = Instant.EPOCH;
  String log = "";
  Runnable whileLogged = () -> {};

  private final List<EphemeralStatus> ephemeral = new ArrayList<>();

  @Override
  public Optional<Pod> pod(String namespace, String name) {
    return super.pod(namespace, name).map(this::withEphemeral);
  }

  private Pod withEphemeral(Pod pod) {
    List<Container> containers = pod.containers().stream().map(this::withUser).toList();
    return new Pod(pod.ref(), pod.meta(), pod.phase(), pod.ready(), containers, ephemeral);
  }

  private Container withUser(Container app) {
    return new Container(app.name(), app.id(), app.startedAt(), ContainerSpec.UNBOUNDED, said);
  }

  @Override
  public void addEphemeralContainer(PodRef pod, EphemeralContainer container)
      throws ClusterException {
    if (refusal.isPresent()) {
      throw new ClusterException(refusal.get(), "the server's words");
    }
    added.add(container);
    Optional<Instant> since = becomes == State.RUNNING ? Optional.of(startedAt) : Optional.empty();
    ephemeral.add(new EphemeralStatus(container.name(), becomes, "containerd://e", since, reason));
  }

  /** Whatever joined it has come to its end. */
  void endAll() {
    ephemeral.replaceAll(
        one -> new EphemeralStatus(one.name(), State.ENDED, "", Optional.empty(), "Completed"));
  }

  @Override
  public ExecResult exec(ExecRequest request) throws ClusterException, InterruptedException {
    return scripted(request).exec(request);
  }

  @Override
  public ExecResult exec(ExecRequest request, ByteSink stdout)
      throws ClusterException, InterruptedException {
    return scripted(request).exec(request, stdout);
  }

  private ScriptedCluster scripted(ExecRequest request) {
    execIn.add(request.container());
    return request.container().equals("app") ? target : joined;
  }

  @Override
  public boolean log(LogRequest request, ByteSink sink) throws ClusterException {
    logRequests.add(request);
    whileLogged.run();
    try {
      sink.accept(ByteBuffer.wrap(log.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return true;
  }
}
