package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ExecResult;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM tells of itself before it is stopped for a heap dump.
 *
 * @param usedBytes the heap in use; 0 when a collector prints it otherwise, or jcmd does not know
 * @param jdk the feature release, as 17; 0 when it is not told
 */
record HeapFacts(long usedBytes, int jdk) {
  /** Since 22 the dump is written in parts that are then put together. */
  private static final int IN_PARTS_SINCE = 22;

  /** Tried on 17.0.15 and 25.0.3; it came with 15. */
  private static final int COMPRESSES_SINCE = 17;

  /** A line each: one start of jcmd, which takes half a second of the pod, answers both. */
  private static final String BOTH = "GC.heap_info\nVM.version";

  private static final Pattern VERSION = Pattern.compile("(?m)^JDK (\\d{1,4})");
  private static final Pattern USED =
      Pattern.compile("\\bused (\\d{1,12})([KMG])\\b|\\b(\\d{1,12})([KMG]) used\\b");
  private static final String METADATA = "Metaspace";

  /** A JVM that does not know the question may still be dumped; one that lets nobody in may not. */
  static HeapFacts ask(Jvm jvm) throws CaptureFailure, InterruptedException {
    ExecResult result = jvm.run(List.of(BOTH), Commands.SHORT);
    if (result.succeeded()) {
      return of(result.stdout(), result.stdout());
    }
    CaptureFailure failure = JcmdAnswer.failure(result);
    if (failure.reason() == FailureReason.JCMD_REFUSED) {
      return of("", "");
    }
    throw failure;
  }

  static HeapFacts of(String heapInfo, String vmVersion) {
    return new HeapFacts(used(heapInfo), jdk(vmVersion));
  }

  /** How much of the pod's disk a dump may need for a while. */
  long roomNeeded(DumpForm form) {
    boolean once = jdk > 0 && jdk < IN_PARTS_SINCE;
    return (once ? 1 : 2) * form.size(usedBytes);
  }

  /** Later ones write parts beside the pipe all the same. */
  boolean writesIntoPipes() {
    return jdk >= COMPRESSES_SINCE && jdk < IN_PARTS_SINCE;
  }

  /** Whether this JVM can compress its dump, and is known to be small enough to wait for it. */
  boolean compressible(long below) {
    return jdk >= COMPRESSES_SINCE && usedBytes > 0 && usedBytes < below;
  }

  /** The sum over the generations. */
  private static long used(String heapInfo) {
    int metadata = heapInfo.indexOf(METADATA);
    String heap = metadata < 0 ? heapInfo : heapInfo.substring(0, metadata);
    return USED.matcher(heap).results().mapToLong(found -> bytes(found::group)).sum();
  }

  private static int jdk(String vmVersion) {
    Matcher version = VERSION.matcher(vmVersion);
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
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
