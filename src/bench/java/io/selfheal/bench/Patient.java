package io.selfheal.bench;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.Pod;
import io.selfheal.lab.Needs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A Deployment of one pod on the cluster that kubectl talks to, in a namespace of its own that ends
 * with it. Its image holds on to {@code HOLD_MB} of memory and has a jcmd.
 */
final class Patient implements AutoCloseable {
  static final String NAMESPACE = System.getProperty("bench.namespace", "self-heal-bench");
  private static final String APP = "patient";
  private static final int HOLD_MB =
      Integer.parseInt(System.getenv().getOrDefault("HOLD_MB", Quick.mode() ? "64" : "340"));
  private static final double ROOM = 1.5;
  private static final int POLL_MILLIS = 500;
  private static final String ONE_THAT_STAYS =
      "go-template={{range .items}}{{if not"
          + " .metadata.deletionTimestamp}}{{.metadata.name}}{{end}}{{end}}";
  private static final String MANIFEST =
      """
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},"spec":{"replicas":1,
       "selector":{"matchLabels":{"app":"%1$s"}},"template":{"metadata":{"labels":{"app":"%1$s"}},
       "spec":{"terminationGracePeriodSeconds":1,"containers":[{"name":"%1$s","image":"%2$s",
       "imagePullPolicy":"IfNotPresent","env":[{"name":"HOLD_MB","value":"%3$d"},
       {"name":"JDK_JAVA_OPTIONS","value":"-Xmx%4$dm -Xlog:safepoint"}]}]}}}}
      """;

  private final String name;

  private Patient(String name) {
    this.name = name;
  }

  static Patient admit() throws IOException, InterruptedException {
    return admit(HOLD_MB);
  }

  /**
   * @param megabytes that it holds on to
   */
  static Patient admit(int megabytes) throws IOException, InterruptedException {
    int heap = Math.max(512, (int) (megabytes * ROOM));
    String manifest = MANIFEST.formatted(APP, Needs.image(), megabytes, heap);
    Command.text(List.of("kubectl", "create", "namespace", NAMESPACE));
    apply(manifest);
    return new Patient(awaitOneBeside(""));
  }

  /** The pod that came for this one, which was removed. */
  Patient successor() throws IOException, InterruptedException {
    return new Patient(awaitOneBeside(name));
  }

  /** More for its namespace. */
  static void apply(String manifest) throws IOException, InterruptedException {
    kubectl(manifest, "apply", "-f", "-");
  }

  private static String awaitOneBeside(String other) throws IOException, InterruptedException {
    String name = kubectl("", "get", "pods", "-o", ONE_THAT_STAYS);
    while (name.isEmpty() || name.equals(other)) {
      Thread.sleep(POLL_MILLIS);
      name = kubectl("", "get", "pods", "-o", ONE_THAT_STAYS);
    }
    kubectl("", "wait", "--for=condition=Ready", "pod/" + name, "--timeout=300s");
    while (!kubectl("", "logs", name).contains("READY")) {
      Thread.sleep(POLL_MILLIS);
    }
    return name;
  }

  String name() {
    return name;
  }

  /**
   * Lets the JVM write a heap dump, and tells its size.
   *
   * @param options of {@code GC.heap_dump}, and the path
   */
  long dump(String... options) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("jcmd", "1", "GC.heap_dump"));
    argv.addAll(List.of(options));
    String said = Command.text(exec(argv.toArray(String[]::new)));
    if (!said.contains("Heap dump file created")) {
      throw new IOException("Cannot dump the heap of " + name + ": " + said);
    }
    return Long.parseLong(Command.text(exec("stat", "-c", "%s", options[options.length - 1])));
  }

  /** A command in the container, as kubectl runs it. */
  List<String> exec(String... argv) {
    List<String> command = new ArrayList<>(List.of("kubectl", "-n", NAMESPACE, "exec", name, "--"));
    command.addAll(List.of(argv));
    return command;
  }

  JvmTarget target(Cluster cluster) throws ClusterException {
    Pod pod = cluster.pod(NAMESPACE, name).orElseThrow();
    Container container = pod.container(APP).orElseThrow();
    return new JvmTarget(pod.ref(), APP, container.id());
  }

  @Override
  public void close() throws IOException {
    try {
      Command.text(List.of("kubectl", "delete", "namespace", NAMESPACE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot wait for the end of namespace " + NAMESPACE, e);
    }
  }

  private static String kubectl(String input, String... argv)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kubectl", "-n", NAMESPACE));
    command.addAll(List.of(argv));
    return Command.text(command, input);
  }
}
