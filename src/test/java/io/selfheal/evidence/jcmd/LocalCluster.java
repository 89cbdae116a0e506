package io.selfheal.evidence.jcmd;

import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ExecRequest;
import io.selfheal.kubernetes.ExecResult;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A pod that is this machine with the JVMs that it started: its commands really run here. */
final class LocalCluster extends ExecOnlyCluster {
  private final Path javaHome;
  private final Path workingFolder;
  private final Set<String> lacking = new HashSet<>();
  private final List<Process> jvms = new ArrayList<>();
  private final Map<String, Act> before = new ConcurrentHashMap<>();

  /** Something that happens in the pod just before a command. */
  interface Act {
    void run() throws IOException, InterruptedException;
  }

  LocalCluster(Path javaHome, String... options) throws IOException {
    this(javaHome, Path.of(""), options);
  }

  LocalCluster(Path javaHome, Path workingFolder, String... options) throws IOException {
    this.javaHome = javaHome;
    this.workingFolder = workingFolder.toAbsolutePath();
    startJvm(options);
  }

  /** As an image without this program. */
  void lacks(String program) {
    lacking.add(program);
  }

  void startJvm(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(javaHome.resolve("bin/java").toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add(Patient.class.getName());
    ProcessBuilder java = new ProcessBuilder(command).directory(workingFolder.toFile());
    Process jvm = java.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    jvms.add(jvm);
    BufferedReader out = jvm.inputReader(StandardCharsets.UTF_8);
    if (out.lines().noneMatch("READY"::equals)) {
      throw new IOException("the patient did not start");
    }
  }

  /** By the program, or by what jcmd is asked for. */
  void before(String command, Act act) {
    before.put(command, act);
  }

  String pid() {
    return Long.toString(jvms.get(0).pid());
  }

  /** Ends the first JVM by the signal of a wrong address, as a fault in native code does. */
  void crashJvm() throws IOException, InterruptedException {
    Process jvm = jvms.remove(0);
    new ProcessBuilder("kill", "-SEGV", Long.toString(jvm.pid())).start().waitFor();
    jvm.waitFor();
  }

  @Override
  public ExecResult exec(ExecRequest request) throws ClusterException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExecResult result = exec(request, bytes -> out.writeBytes(array(bytes)));
    return new ExecResult(
        result.exitCode(), ours(request, out.toString(StandardCharsets.UTF_8)), result.stderr());
  }

  @Override
  public ExecResult exec(ExecRequest request, ByteSink stdout)
      throws ClusterException, InterruptedException {
    if (lacking.contains(request.argv().get(0))) {
      throw new ClusterException(ClusterException.Reason.COMMAND_NOT_FOUND, "Cannot start");
    }
    try {
      for (String word : request.argv()) {
        before.getOrDefault(word, () -> {}).run();
      }
      return run(request, stdout);
    } catch (IOException e) {
      throw new ClusterException(ClusterException.Reason.COMMAND_NOT_FOUND, "Cannot start", e);
    }
  }

  private ExecResult run(ExecRequest request, ByteSink stdout)
      throws IOException, ClusterException, InterruptedException {
    Path stderr = Files.createTempFile("stderr", ".txt");
    ProcessBuilder command = new ProcessBuilder(request.argv()).redirectError(stderr.toFile());
    command
        .environment()
        .merge("PATH", javaHome.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    Process process = start(command);
    Future<?> deadline = CompletableFuture.runAsync(process::destroyForcibly, after(request));
    copy(process.getInputStream(), stdout);
    deadline.cancel(false);
    ExecResult result = new ExecResult(process.waitFor(), "", Files.readString(stderr));
    Files.delete(stderr);
    return result;
  }

  private static Executor after(ExecRequest request) {
    return CompletableFuture.delayedExecutor(request.deadline().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Finds the program on our PATH, as a container's runtime does on the container's. */
  private Process start(ProcessBuilder command) throws IOException {
    Path tool = javaHome.resolve("bin").resolve(command.command().get(0));
    if (Files.exists(tool)) {
      List<String> argv = command.command();
      argv.set(0, tool.toString());
    }
    return command.start();
  }

  private static void copy(InputStream in, ByteSink sink) throws IOException, ClusterException {
    byte[] buffer = new byte[32 * 1024];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      give(sink, ByteBuffer.wrap(buffer, 0, read));
    }
  }

  /** A command whose output nobody takes any more goes on, as it does in a pod. */
  private static void give(ByteSink sink, ByteBuffer bytes) throws ClusterException {
    try {
      sink.accept(bytes);
    } catch (IOException e) {
      throw new ClusterException(ClusterException.Reason.SINK_FAILED, "Cannot take bytes", e);
    }
  }

  /** The machine runs other JVMs too; a container would not see them. */
  private String ours(ExecRequest request, String stdout) {
    boolean listsProcesses = request.argv().contains("-l") || request.argv().contains("/proc");
    return listsProcesses
        ? stdout
            .lines()
            .filter(line -> line.contains("sun.tools.jcmd") || isOurs(line.split(" ", 2)[0]))
            .collect(Collectors.joining("\n"))
        : stdout;
  }

  private boolean isOurs(String pid) {
    return jvms.stream().anyMatch(jvm -> pid.equals(Long.toString(jvm.pid())));
  }

  private static byte[] array(ByteBuffer bytes) {
    byte[] array = new byte[bytes.remaining()];
    bytes.get(array);
    return array;
  }

  @Override
  public void close() {
    jvms.forEach(jvm -> jvm.destroyForcibly().onExit().join());
  }
}
