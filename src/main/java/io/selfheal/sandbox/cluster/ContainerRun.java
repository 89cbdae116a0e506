package io.selfheal.sandbox.cluster;

import io.selfheal.sandbox.Patient;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One life of a container: its id, its folder, its JVM, and what runs beside it. */
final class ContainerRun {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** Is told of the JVM's life, on a thread of its own. */
  interface Watcher {
    void ready(ContainerRun run);

    void exited(ContainerRun run);
  }

  private final String id = Names.containerId();
  private final Instant startedAt;
  private final ContainerLog log = new ContainerLog();
  private final Toolbox tools;
  private final ContainerRoot root;
  private final Process process;
  private final Set<ProcessExec> execs = ConcurrentHashMap.newKeySet();
  private volatile Optional<Instant> readyAt = Optional.empty();
  private volatile Optional<Instant> finishedAt = Optional.empty();

  ContainerRun(PodTemplate template, Path folder, Clock clock) {
    this.startedAt = clock.instant();
    this.root = ContainerRoot.create(folder, template.image().identity());
    this.tools = new Toolbox(template.image(), template.env());
    this.process = tools.launch(JAVA, commandLine(template), root, Redirect.PIPE);
  }

  private static List<String> commandLine(PodTemplate template) {
    List<String> arguments = new ArrayList<>(List.of("-XX:+UseSerialGC"));
    arguments.addAll(template.jvmOptions());
    arguments.addAll(List.of("-cp", classPath(), Patient.class.getName()));
    return arguments;
  }

  /** The patient needs the JDK and its own class, wherever that was loaded from. */
  private static String classPath() {
    try {
      return Path.of(Patient.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  void watch(Watcher watcher, Clock clock) {
    daemon(() -> pump(process.errorReader(StandardCharsets.UTF_8), watcher, clock));
    daemon(
        () -> {
          pump(process.inputReader(StandardCharsets.UTF_8), watcher, clock);
          process.onExit().join();
          finishedAt = Optional.of(clock.instant());
          execs.forEach(Exec::kill);
          watcher.exited(this);
        });
  }

  private void pump(BufferedReader lines, Watcher watcher, Clock clock) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(clock.instant(), line);
        if (line.startsWith("READY")) {
          readyAt = Optional.of(clock.instant());
          watcher.ready(this);
        }
      }
    } catch (IOException e) {
      log.add(clock.instant(), "the sandbox lost this log: " + e.getMessage());
    }
  }

  Exec exec(List<String> argv) throws ExecRefusal {
    if (!process.isAlive()) {
      throw ExecRefusal.taskNotFound(id);
    }
    return execBeside(tools, argv, root);
  }

  /** With another image's tools and folder, as a container that joined this one has them. */
  Exec execBeside(Toolbox others, List<String> argv, ContainerRoot from) throws ExecRefusal {
    Exec exec = others.start(argv, from, process.pid());
    if (exec instanceof ProcessExec started) {
      track(started);
    }
    return exec;
  }

  ContainerRoot rootBeside(String name, boolean mayEnter) {
    return root.beside(name, mayEnter);
  }

  Identity identity() {
    return root.identity();
  }

  /** What runs in a container ends with it, also when it starts just then. */
  private void track(ProcessExec exec) {
    execs.add(exec);
    var unused = exec.process().onExit().thenRun(() -> execs.remove(exec));
    if (!process.isAlive()) {
      exec.kill();
    }
  }

  /** By the handle: {@code Process.destroy} would also close the streams, which ends a patient. */
  void stop() {
    process.toHandle().destroy();
  }

  /** Ends the JVM, and everything that was executed beside it, at once. */
  void kill() {
    process.toHandle().destroyForcibly();
    execs.forEach(Exec::kill);
  }

  void discard() {
    kill();
    process.onExit().join();
    root.delete();
  }

  Optional<ResourceUsage> usage(Instant now) {
    return ResourceUsage.of(process.toHandle(), Duration.between(startedAt, now));
  }

  String id() {
    return id;
  }

  String containerId() {
    return "containerd://" + id;
  }

  Instant startedAt() {
    return startedAt;
  }

  ContainerLog log() {
    return log;
  }

  boolean running() {
    return finishedAt.isEmpty();
  }

  boolean wasReady() {
    return readyAt.isPresent();
  }

  boolean ready() {
    return running() && readyAt.isPresent();
  }

  /** When it last became ready or unready; its start when it never was ready. */
  Instant changedAt() {
    return finishedAt.or(() -> readyAt).orElse(startedAt);
  }

  Instant finishedAt() {
    return finishedAt.orElseThrow();
  }

  int exitCode() {
    return process.exitValue();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox-container");
    thread.setDaemon(true);
    thread.start();
  }
}
