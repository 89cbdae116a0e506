package io.selfheal.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How long the JVM itself says that it stood still for a heap dump, and until when. */
final class PauseLog implements AutoCloseable {
  private static final Pattern PAUSE =
      Pattern.compile("(?m)^(\\S+) .*Safepoint \"HeapDumper\",.* Total: (\\d{1,18}) ns");

  private final Process process;
  private final Path file;

  private PauseLog(Process process, Path file) {
    this.process = process;
    this.file = file;
  }

  /** One of them. */
  record Pause(Instant end, Duration length) {
    Instant begin() {
      return end.minus(length);
    }

    private static Pause of(MatchResult line) {
      return new Pause(
          Instant.parse(line.group(1)), Duration.ofNanos(Long.parseLong(line.group(2))));
    }
  }

  static PauseLog of(Patient patient, Scratch scratch) throws IOException {
    Path file = scratch.folder().resolve("pod-" + patient.name() + ".log");
    Process process =
        new ProcessBuilder(Kubectl.plain().with("logs", "-f", "--timestamps", patient.name()))
            .redirectError(Redirect.DISCARD)
            .redirectOutput(file.toFile())
            .start();
    return new PauseLog(process, file);
  }

  /** The last one that was seen. */
  Pause last() throws IOException {
    List<Pause> pauses = PAUSE.matcher(Files.readString(file)).results().map(Pause::of).toList();
    if (pauses.isEmpty()) {
      throw new IOException("Cannot tell how long the JVM stood still: its log does not say so");
    }
    return pauses.get(pauses.size() - 1);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
