package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ExecResult;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the room in the pod with what a dump may need, before the JVM is stopped for it. How far
 * it can be compressed nobody knows beforehand, so that does not count. What cannot be told (an
 * image without df, a collector that prints otherwise) does not refuse.
 */
record HeapRoom(Commands commands, String folder) {
  private static final Pattern FREE =
      Pattern.compile("(?m)^\\S+ +\\d+ +\\d+ +(\\d{1,15}) +\\S+ +/");

  void check(long needed) throws CaptureFailure, InterruptedException {
    OptionalLong free = freeBytes();
    if (free.isPresent() && free.getAsLong() < needed) {
      throw new CaptureFailure(
          FailureReason.NO_SPACE_IN_POD,
          "%s has %d MiB free and the dump may need %d MiB; set capture.podFolder to a volume with room"
              .formatted(folder, free.getAsLong() >> 20, needed >> 20));
    }
  }

  private OptionalLong freeBytes() throws CaptureFailure, InterruptedException {
    return commands
        .run(List.of("df", "-Pk", folder))
        .filter(ExecResult::succeeded)
        .map(result -> FREE.matcher(result.stdout()))
        .filter(Matcher::find)
        .map(matcher -> OptionalLong.of(Long.parseLong(matcher.group(1)) << 10))
        .orElse(OptionalLong.empty());
  }
}
