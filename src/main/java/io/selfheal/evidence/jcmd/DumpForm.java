package io.selfheal.evidence.jcmd;

import java.time.Duration;

/**
 * How a heap dump is written into the pod; by measurements on the safe side (docs/benchmarks.md).
 */
enum DumpForm {
  /** As it is. */
  PLAIN(200L << 20, 1.0),
  /** By the JVM itself: a third of the size, for a pause of two to three times the length. */
  COMPRESSED(80L << 20, 0.6),
  /** As it is, into a pipe: it needs no disk, and the JVM stands still while it comes over. */
  STREAMED(200L << 20, 0.0);

  /** What compression makes of a dump that is on its way. */
  private static final double USUAL = 3;

  private final long bytesPerSecond;
  private final double mostOfHeap;

  /**
   * @param bytesPerSecond of the heap in use
   * @param mostOfHeap the file's size, as a part of the heap in use
   */
  DumpForm(long bytesPerSecond, double mostOfHeap) {
    this.bytesPerSecond = bytesPerSecond;
    this.mostOfHeap = mostOfHeap;
  }

  /** For how long the JVM stands still. */
  Duration pause(long usedBytes) {
    return Duration.ofMillis(usedBytes * 1_000 / bytesPerSecond);
  }

  /** How long it takes until the dump is here. */
  Duration total(long usedBytes, long link) {
    double sent = this == PLAIN ? usedBytes : usedBytes / USUAL;
    return pause(usedBytes).plusMillis((long) (sent * 1_000 / link));
  }

  /** What the file may need, in bytes. */
  long size(long usedBytes) {
    return (long) (usedBytes * mostOfHeap);
  }
}
