package io.selfheal.triage.heap;

import java.util.HashMap;
import java.util.Map;

/**
 * The buffers that own memory outside of the heap. What is mapped of files is counted apart: the
 * system writes it back and takes it away as it needs, so that nobody runs out of memory by it.
 */
final class OutsideBuffers {
  static final String MAPPED = "java.nio.MappedByteBuffer";
  private static final String DIRECT = "java.nio.DirectByteBuffer";
  private static final int MOST = 1_000_000;

  /** Less than that is what Java itself reads and writes by. */
  private static final long MUCH = 4 << 20;

  private final Map<Integer, Long> direct = new HashMap<>();
  private final Map<Integer, Long> mapped = new HashMap<>();

  /**
   * @param bytes as {@link FieldReading#value} has them
   */
  void add(int object, long bytes) {
    Map<Integer, Long> to = bytes < 0 ? mapped : direct;
    if (bytes != 0 && to.size() < MOST) {
      to.put(object, Math.abs(bytes));
    }
  }

  /** Their bytes by object: of those that are told of. */
  Map<Integer, Long> outside() {
    return mappedOnly() ? mapped : direct;
  }

  long bytes() {
    return sum(outside());
  }

  String name() {
    return mappedOnly() ? MAPPED : DIRECT;
  }

  private boolean mappedOnly() {
    return sum(direct) < MUCH && !mapped.isEmpty();
  }

  private static long sum(Map<Integer, Long> buffers) {
    return buffers.values().stream().mapToLong(Long::longValue).sum();
  }
}
