package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.kubernetes.ExecResult;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the room in the pod with the heap in use before the JVM is stopped for a dump. What
 * cannot be told (an image without df, a collector that prints otherwise) does not refuse.
 */
record HeapRoom(Jvm jvm, String folder) {
  /** Since 22 the dump is written in parts that are then put together. */
  private static final int TWICE_SINCE = 22;

  private static final Pattern VERSION = Pattern.compile("(?m)^JDK (\\d{1,4})");
  private static final Pattern FREE =
      Pattern.compile("(?m)^\\S+ +\\d+ +\\d+ +(\\d{1,15}) +\\S+ +/");
  private static final Pattern USED =
      Pattern.compile("\\bused (\\d{1,12})([KMG])\\b|\\b(\\d{1,12})([KMG]) used\\b");
  private static final String METADATA = "Metaspace";

  void check() throws CaptureFailure, InterruptedException {
    OptionalLong free = freeBytes();
    if (free.isEmpty()) {
      return;
    }
    long needed = usedHeap(jvm.ask("GC.heap_info")) * copies(jvm.ask("VM.version"));
    if (free.getAsLong() < needed) {
      throw new CaptureFailure(
          FailureReason.NO_SPACE_IN_POD,
          "%s has %d MiB free and the dump may need %d MiB; set capture.podFolder to a volume with room"
              .formatted(folder, free.getAsLong() >> 20, needed >> 20));
    }
  }

  private OptionalLong freeBytes() throws CaptureFailure, InterruptedException {
    return jvm.commands()
        .run(List.of("df", "-Pk", folder))
        .filter(ExecResult::succeeded)
        .map(result -> FREE.matcher(result.stdout()))
        .filter(Matcher::find)
        .map(matcher -> OptionalLong.of(Long.parseLong(matcher.group(1)) << 10))
        .orElse(OptionalLong.empty());
  }

  /** The sum over the generations; 0 when none is told. */
  static long usedHeap(String heapInfo) {
    int metadata = heapInfo.indexOf(METADATA);
    String heap = metadata < 0 ? heapInfo : heapInfo.substring(0, metadata);
    return USED.matcher(heap).results().mapToLong(found -> bytes(found::group)).sum();
  }

  static int copies(String vmVersion) {
    Matcher version = VERSION.matcher(vmVersion);
    boolean once = version.find() && Integer.parseInt(version.group(1)) < TWICE_SINCE;
    return once ? 1 : 2;
  }

  private static long bytes(IntFunction<String> group) {
    int number = group.apply(1) != null ? 1 : 3;
    int shift =
        switch (group.apply(number + 1)) {
          case "K" -> 10;
          case "M" -> 20;
          default -> 30;
        };
    return Long.parseLong(group.apply(number)) << shift;
  }
}
