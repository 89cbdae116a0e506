package io.selfheal.triage.heap;

import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out who holds what in a heap dump, in a JVM of its own with a low priority, a limit of
 * memory and a deadline: whatever the dump does to it, this one goes on.
 */
public final class HeapTriage {
  private static final long MIB = 1 << 20;
  private static final int MOST_OUTPUT = 16 << 20;
  private static final int MOST_COMPLAINTS = 16 << 10;
  private static final int OUT_OF_MEMORY = 3;
  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final List<String> PASSED_ON = List.of("ZstdNativePath", "java.io.tmpdir");

  private final HeapLimits limits;

  public HeapTriage(HeapLimits limits) {
    this.limits = limits;
  }

  /**
   * Waits for the analysis, at most until the deadline.
   *
   * @param dump compressed by gzip or zstd, or not
   * @return what could not be found out, and why, is in {@code unread}
   */
  public PartialDiagnosis of(Specimen dump) throws InterruptedException {
    if (limits.none()) {
      return PartialDiagnosis.unread(
          dump.name()
              + " was counted by class only: the limit of memory leaves no room for a JVM that"
              + " finds out who holds what; raise it");
    }
    try {
      return diagnosis(run(dump));
    } catch (IOException e) {
      return PartialDiagnosis.unread(
          "%s could not be analysed: %s".formatted(dump.name(), e.getMessage()));
    }
  }

  private static PartialDiagnosis diagnosis(HeapAnswer answer) {
    return new PartialDiagnosis(
        answer.findings(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(answer.retained()),
        answer.unread().isEmpty() ? List.of() : List.of(answer.unread()));
  }

  private HeapAnswer run(Specimen dump) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(dump));
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    try {
      BoundedOutput output = BoundedOutput.of(process.getInputStream(), MOST_OUTPUT);
      BoundedOutput complaints = BoundedOutput.of(process.getErrorStream(), MOST_COMPLAINTS);
      if (!process.waitFor(limits.deadline().toMillis(), TimeUnit.MILLISECONDS)) {
        return HeapAnswer.unread(
            "%s was not analysed within %d s, histogram only"
                .formatted(dump.name(), limits.deadline().toSeconds()));
      }
      return answer(dump, process.exitValue(), output, complaints);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private HeapAnswer answer(
      Specimen dump, int exitCode, BoundedOutput output, BoundedOutput complaints)
      throws IOException, InterruptedException {
    return switch (exitCode) {
      case 0 -> HeapAnswer.read(output.bytes());
      case OUT_OF_MEMORY ->
          HeapAnswer.unread(
              "%s is too big for %d MiB, histogram only"
                  .formatted(dump.name(), limits.childMemoryBytes() / MIB));
      default ->
          HeapAnswer.unread(
              "%s could not be analysed: exit code %d, %s"
                  .formatted(dump.name(), exitCode, firstLine(complaints.bytes())));
    };
  }

  private static String firstLine(byte[] complaints) {
    return new String(complaints, StandardCharsets.UTF_8)
        .lines()
        .findFirst()
        .orElse("and nothing said why");
  }

  /** Where a tool like Maven runs us, the class path is the tool's own and not ours. */
  private static String classPath() {
    return HeapTriage.class.getClassLoader() instanceof URLClassLoader ours
        ? Stream.of(ours.getURLs()).map(URL::getPath).collect(Collectors.joining(":"))
        : System.getProperty("java.class.path");
  }

  private List<String> command(Specimen dump) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(NICE)) {
      command.addAll(List.of(NICE.toString(), "-n", "10"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + limits.childMemoryBytes() / MIB + "m");
    // nearly all of it is a few arrays that stay
    command.addAll(List.of("-Xmn8m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    for (String property : PASSED_ON) {
      Optional.ofNullable(System.getProperty(property))
          .ifPresent(value -> command.add("-D" + property + "=" + value));
    }
    command.addAll(List.of("-cp", classPath()));
    command.addAll(List.of(HeapAnalysisProcess.class.getName()));
    command.addAll(List.of(dump.file().toString(), dump.name()));
    return command;
  }
}
