package io.selfheal.triage.heap;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * From when on something in a heap is worth a person's look, and how sure it is; 0 is not at all,
 * and what is not worth an alarm stays below what is believed ({@code Finding#conclusive}).
 *
 * <p>A healthy heap has a largest holder too. What tells a leak is that one holder has most of it:
 * after a full collection the rest of a service is many small things. A heap of a few MiB is what
 * any JVM begins with, and its shares say nothing. So an alarm needs both, share and size.
 */
final class HeapThresholds {
  /** The most of what is no alarm. */
  static final int BELOW_ALARM = 38;

  private static final long MIB = 1 << 20;

  /** Java itself, its class path's indexes and a small program take less than that together. */
  private static final long ENOUGH = 12 * MIB;

  private static final long LITTLE = MIB / 4;

  private static final NavigableMap<Double, Integer> RETAINED =
      new TreeMap<>(
          java.util.Map.of(
              0.05, 20, 0.1, 30, 0.2, BELOW_ALARM, 0.3, 60, 0.45, 72, 0.6, 82, 0.75, 90));

  private static final NavigableMap<Double, Integer> TEXTS =
      new TreeMap<>(java.util.Map.of(0.1, 25, 0.2, 35, 0.3, 66, 0.4, 80, 0.5, 93));

  private static final NavigableMap<Integer, Integer> COPIES =
      new TreeMap<>(java.util.Map.of(3, 25, 5, 35, 10, 70, 20, 85, 50, 92));

  private static final NavigableMap<Integer, Integer> LOADERS =
      new TreeMap<>(java.util.Map.of(50, 30, 200, BELOW_ALARM, 1000, 60));

  /** Buffers that are pooled are few and large, those that leak are many. */
  private static final long MANY_BUFFERS = 100;

  private static final long MANY_FINALIZERS = 5_000;

  private HeapThresholds() {}

  static int retained(double share, long bytes, HeapFacts.Holder holder) {
    int byShare = at(RETAINED, share);
    int sure = bytes < LITTLE ? 0 : byShare;
    boolean nameless = holder.kind() == HeapFacts.Kind.UNKNOWN;
    return bytes < ENOUGH || nameless ? unsure(sure) : sure;
  }

  /** What is surest by its share alone is no alarm. */
  private static int unsure(int sure) {
    return sure * BELOW_ALARM / 100;
  }

  /** Whether an array itself is what there is, and not what it holds. */
  static boolean mostly(long array, long retained) {
    return array * 10 >= retained * 6;
  }

  static int loaders(int loaders, int copies) {
    return Math.max(at(COPIES, copies), at(LOADERS, loaders));
  }

  static int direct(long buffers, long bytes, long heap) {
    boolean much = bytes >= 24 * MIB && bytes >= heap;
    if (much && buffers >= MANY_BUFFERS) {
      return bytes >= 2 * heap ? 88 : 75;
    }
    if (bytes >= 64 * MIB && bytes >= 4 * heap) {
      return 70;
    }
    boolean some = much || (buffers >= MANY_BUFFERS && bytes >= 4 * MIB);
    return some ? BELOW_ALARM : 0;
  }

  static int finalizers(long objects, double share, long bytes) {
    if (objects >= MANY_FINALIZERS) {
      return objects >= 4 * MANY_FINALIZERS ? 94 : 85;
    }
    boolean much = share >= 0.2 && bytes >= ENOUGH;
    return much ? 80 : objects >= MANY_FINALIZERS / 10 ? BELOW_ALARM : 0;
  }

  static int texts(double share, long bytes, long strings) {
    int sure = strings < 1_000 ? 0 : at(TEXTS, share);
    return bytes < ENOUGH ? unsure(sure) : sure;
  }

  static boolean alarm(int sure) {
    return sure > BELOW_ALARM;
  }

  /** Whether much of what is held stays when equal strings are one. */
  static boolean explainsMore(long retained, long wasted) {
    return wasted * 3 < retained * 2;
  }

  private static <K extends Comparable<K>> int at(NavigableMap<K, Integer> steps, K value) {
    var step = steps.floorEntry(value);
    return step == null ? 0 : step.getValue();
  }
}
