package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.ExecResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named pipe in the container. Whoever writes into one without a reader stands still, and a
 * command whose connection was cut may live on: so every command here runs under {@code timeout}.
 *
 * @param place its path, with nothing there yet
 * @param longest for all that is written to be read
 */
record Pipe(PodFile place, Duration longest) {
  private static final Logger LOG = LoggerFactory.getLogger(Pipe.class);
  private static final Duration SOON = Duration.ofSeconds(10);

  /** At the speed of memory it is enough for any heap. */
  private static final Duration DRAINED = Duration.ofMinutes(1);

  /** Both programs that this needs are tried here, before anything waits for them. */
  void make() throws CaptureFailure, InterruptedException {
    boolean made =
        run(SOON, List.of("mkfifo", place.seen())).filter(ExecResult::succeeded).isPresent();
    if (!made) {
      throw new CaptureFailure(
          FailureReason.NO_SPACE_IN_POD,
          "its disk has no room for the dump, and the image cannot make a pipe instead; "
              + "set capture.podFolder to a volume with room, or add coreutils to the image");
    }
  }

  /** Reads until its writer closes it. */
  void read(SpoolSink sink) throws CaptureFailure, InterruptedException {
    List<String> cat = limited(longest, List.of("cat", place.seen()));
    ExecResult result =
        place.commands().stream(cat, longest.plus(SOON), sink)
            .orElseThrow(() -> SpoolSink.damaged("the image has no timeout any more"));
    if (!result.succeeded()) {
      throw SpoolSink.damaged("cat ended with exit code " + result.exitCode());
    }
  }

  /**
   * Frees whoever still waits at either end: what a JVM has left to write is thrown away inside the
   * pod, at the speed of its memory, and a reader without a writer comes to its end.
   */
  void release() throws InterruptedException {
    EvenStopping.run(this::drain);
  }

  /** The end that is written to it may have met an older reader: then once more. */
  private void drain() throws InterruptedException {
    List<String> drained = List.of("dd", "if=" + place.seen(), "of=/dev/null", "bs=1048576");
    try (Meanwhile<Void> drain = Meanwhile.start("pipe-drain", () -> quietly(DRAINED, drained))) {
      do {
        quietly(SOON, List.of("dd", "if=/dev/null", "of=" + place.seen()));
      } while (!drain.endsWithin(Duration.ofSeconds(1)));
    }
  }

  private Void quietly(Duration most, List<String> command) throws InterruptedException {
    try {
      run(most, command);
    } catch (CaptureFailure e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("pipe", place.path())
          .log("A pipe in a pod could not be freed; timeout ends its reader, and so its writer");
    }
    return null;
  }

  private Optional<ExecResult> run(Duration most, List<String> command)
      throws CaptureFailure, InterruptedException {
    return place.commands().run(limited(most, command), most.plus(SOON));
  }

  private static List<String> limited(Duration most, List<String> command) {
    List<String> argv = new ArrayList<>(List.of("timeout", Long.toString(most.toSeconds())));
    argv.addAll(command);
    return argv;
  }
}
