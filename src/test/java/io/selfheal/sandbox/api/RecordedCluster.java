package io.selfheal.sandbox.api;

import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.Patient;
import io.selfheal.sandbox.cluster.PodTemplate;
import io.selfheal.sandbox.cluster.Removals;
import io.selfheal.sandbox.cluster.SandboxCluster;
import io.selfheal.sandbox.cluster.SandboxImage;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The cluster that was recorded, once more: same namespace, same kinds of pods. */
final class RecordedCluster implements AutoCloseable {
  static final String TOKEN = "secret";

  private static final String NAMESPACE = "rec";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LONG_GRACE = Duration.ofSeconds(30);
  private static final String SMALL = "-Xmx32m";
  private static final String FREE_UID = "f68e8234-c8c9-486a-8c3a-c94983a0784f";
  private static final String PLAIN_UID = "48b9ba70-7dd9-4c68-a04d-431c7b018d94";
  private static final String WEB_UID = "bbade8ff-1b0e-4d70-bde2-cc9e83dd6245";

  private final SandboxCluster cluster = new SandboxCluster(Clock.systemUTC(), LONG_GRACE);
  private final SandboxApiServer server = new SandboxApiServer(cluster, Optional.of(TOKEN));

  SandboxApiServer server() {
    return server;
  }

  SandboxCluster cluster() {
    return cluster;
  }

  private static PodTemplate small(String app, String... options) {
    return PodTemplate.of(
        app, Stream.concat(Stream.of(SMALL), Stream.of(options)).toArray(String[]::new));
  }

  /** A bare pod under the recorded name, ready. */
  PodRef bare(String name, String... options) throws Exception {
    cluster.addPod(NAMESPACE, name, small(name, options).withEnv(Map.of("HOLD_MB", "20")));
    return ready(name, 1);
  }

  void bareWithEnv(String name, Map<String, String> env) throws Exception {
    cluster.addPod(NAMESPACE, name, small(name).withEnv(env));
    ready(name, 1);
  }

  PodRef deployed(String name, int replicas) throws Exception {
    cluster.deploy(
        NAMESPACE, name, replicas, small(name, Patient.LINGERS).withEnv(Map.of("HOLD_MB", "5")));
    return ready(name, replicas);
  }

  void withoutJcmd(String name) throws Exception {
    cluster.addPod(NAMESPACE, name, small(name).from(SandboxImage.without("jcmd")));
    ready(name, 1);
  }

  /** A JRE and nothing else, as user 1000. */
  PodRef withoutAnything(String name) throws Exception {
    cluster.addPod(
        NAMESPACE, name, small(name).from(SandboxImage.JRE).withEnv(Map.of("HOLD_MB", "20")));
    return ready(name, 1);
  }

  void completed(String name) throws Exception {
    PodRef pod = cluster.runOnce(NAMESPACE, name, small(name, Patient.COMPLETES));
    cluster.awaitPhase(pod, "Succeeded", PATIENCE);
  }

  void pending(String name) {
    cluster.addPod(NAMESPACE, name, small(name).from(SandboxImage.ABSENT));
  }

  void withTwoContainers(String name) throws Exception {
    cluster.addPod(NAMESPACE, name, small(name).withContainers("a", "b"));
    ready(name, 1);
  }

  ExecCall exec(String pod, String... argv) throws Exception {
    return ExecCall.open(server, NAMESPACE + "/" + pod, argv).await();
  }

  void delete(PodRef pod) {
    Removals.Conditions none = new Removals.Conditions(Optional.empty(), Optional.empty(), false);
    cluster.removals().delete(pod.namespace(), pod.name(), none);
  }

  void budget(String name, String app, int minAvailable) {
    cluster.addBudget(NAMESPACE, name, minAvailable, Map.of("app", app));
  }

  private PodRef ready(String app, int count) throws Exception {
    return cluster.awaitReady(NAMESPACE, "app=" + app, count, PATIENCE).get(0);
  }

  /** The recording's pod of that name becomes this one, with its UID. */
  static Map<String, String> renamed(String recorded, PodRef pod) {
    String uid =
        recorded.startsWith("web") ? WEB_UID : recorded.startsWith("free") ? FREE_UID : PLAIN_UID;
    Map<String, String> names = new LinkedHashMap<>();
    names.put(recorded, pod.name());
    names.put(uid, pod.uid());
    names.put("system:serviceaccount:rec:limited", "system:serviceaccount:self-heal:responder");
    return names;
  }

  @Override
  public void close() {
    server.close();
    cluster.close();
  }
}
