package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.Pause;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.kubernetes.ExecResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the JVM's flight recorder has: of the recordings that run already, or of one that runs for
 * as long as the rule says. Theirs go on, ours is gone afterwards.
 */
record FlightRecording(Jvm jvm, PodFile podFile, Duration length, Timing timing)
    implements Extraction {
  private static final String OURS = "name=self-heal";
  private static final String NONE = "No available recordings";
  private static final Pattern WRITTEN =
      Pattern.compile("(?m)^(Dumped|Stopped) recording.* written to:$");

  /** How long what is done here may take, and how time passes. */
  record Timing(Duration writing, Link link, Pause pause) {}

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, InterruptedException {
    podFile.removeLeftovers();
    try {
      write();
      return new Transfer(podFile, timing.link(), FlightRecordingCheck::new)
          .receive(Optional.empty(), file);
    } finally {
      podFile.remove();
    }
  }

  private void write() throws CaptureFailure, InterruptedException {
    if (ask("JFR.check").stdout().contains(NONE)) {
      record();
    } else {
      expectWritten(ask("JFR.dump", "filename=" + podFile.path()));
    }
  }

  private void record() throws CaptureFailure, InterruptedException {
    ask("JFR.start", OURS, "settings=profile");
    boolean stopped = false;
    try {
      timing.pause().pause(length);
      expectWritten(ask("JFR.stop", OURS, "filename=" + podFile.path()));
      stopped = true;
    } finally {
      if (!stopped) {
        discard();
      }
    }
  }

  /** As well as can be, even for a thread that is being stopped. */
  private void discard() throws InterruptedException {
    EvenStopping.run(
        () -> {
          try {
            jvm.run(List.of("JFR.stop", OURS), Commands.SHORT);
          } catch (CaptureFailure gone) {
            // It ends with its JVM, at the latest.
          }
        });
  }

  private ExecResult ask(String... command) throws CaptureFailure, InterruptedException {
    ExecResult answer = jvm.run(List.of(command), timing.writing());
    if (!answer.succeeded()) {
      throw JcmdAnswer.failure(answer);
    }
    return answer;
  }

  private static void expectWritten(ExecResult answer) throws CaptureFailure {
    if (!WRITTEN.matcher(answer.stdout()).find()) {
      throw JcmdAnswer.failure(answer);
    }
  }
}
