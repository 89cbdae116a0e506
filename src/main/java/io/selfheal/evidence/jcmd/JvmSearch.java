package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ExecResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the one JVM of a container. {@code jcmd -l} does not see a JVM whose user has no name in
 * the image, or that runs with {@code -XX:-UsePerfData}: so the process table is always asked too.
 */
final class JvmSearch {
  /**
   * The JVM's own options would reach jcmd as well: its heap size, and agents that take a port and
   * so keep jcmd from starting.
   */
  private static final List<String> UNTOUCHED =
      List.of("env", "-u", "JAVA_TOOL_OPTIONS", "-u", "_JAVA_OPTIONS", "jcmd");

  private static final List<String> PLAIN = List.of("jcmd");
  private static final List<String> TOOLS = List.of("jdk.jcmd/", "sun.tools.");

  private final Commands commands;
  private final Processes processes;

  JvmSearch(Commands commands) {
    this.commands = commands;
    this.processes = new Processes(commands);
  }

  Jvm find() throws CaptureFailure, InterruptedException {
    for (List<String> jcmd : List.of(UNTOUCHED, PLAIN)) {
      Optional<ExecResult> listing = list(jcmd);
      if (listing.isPresent()) {
        return new Jvm(commands, jcmd, pid(listing.get()));
      }
    }
    throw Jvm.noJcmd();
  }

  private Optional<ExecResult> list(List<String> jcmd) throws CaptureFailure, InterruptedException {
    List<String> argv = new ArrayList<>(jcmd);
    argv.add("-l");
    return commands.run(argv).filter(result -> !JcmdAnswer.notStarted(result));
  }

  private String pid(ExecResult listing) throws CaptureFailure, InterruptedException {
    if (!listing.succeeded()) {
      throw JcmdAnswer.failure(listing);
    }
    List<ProcessStatus> table = processes.table();
    String pid = onlyOne(all(listed(listing.stdout()), table)).pid();
    processes.checkAttachable(pid, table);
    return pid;
  }

  /** Each once, under jcmd's name for it where it has one. */
  private static Collection<Listed> all(List<Listed> listed, List<ProcessStatus> table) {
    Map<String, Listed> found = new LinkedHashMap<>();
    listed.forEach(jvm -> found.put(jvm.pid(), jvm));
    table.stream()
        .filter(ProcessStatus::runsJava)
        .forEach(jvm -> found.putIfAbsent(jvm.pid(), new Listed(jvm.pid(), "java")));
    return found.values();
  }

  private static Listed onlyOne(Collection<Listed> found) throws CaptureFailure {
    if (found.isEmpty()) {
      throw new CaptureFailure(
          FailureReason.NO_JVM,
          "no JVM runs in the container; see which container the alert names");
    }
    if (found.size() > 1) {
      throw several(found);
    }
    return found.iterator().next();
  }

  /** Lines of pid, main class or jar, and arguments; these may hold secrets and go no further. */
  private static List<Listed> listed(String text) {
    return text.lines()
        .map(line -> line.strip().split("\\s+", 3))
        .filter(words -> words[0].matches("\\d{1,10}"))
        .map(words -> new Listed(words[0], words.length > 1 ? words[1] : "unknown"))
        .filter(jvm -> TOOLS.stream().noneMatch(jvm.name()::startsWith))
        .toList();
  }

  private static CaptureFailure several(Collection<Listed> found) {
    String names =
        found.stream()
            .map(jvm -> jvm.name() + " (" + jvm.pid() + ")")
            .collect(Collectors.joining(", "));
    return new CaptureFailure(
        FailureReason.SEVERAL_JVMS,
        "the container runs several JVMs: " + names + "; give each a container of its own");
  }

  /** A JVM by its pid inside the container. */
  record Listed(String pid, String name) {}
}
