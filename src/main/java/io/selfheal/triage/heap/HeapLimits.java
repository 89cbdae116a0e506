package io.selfheal.triage.heap;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What the analysis of a dump may take.
 *
 * @param childMemoryBytes the largest heap of the JVM that does it
 * @param deadline until it is killed
 */
public record HeapLimits(long childMemoryBytes, Duration deadline) {
  private static final long MIB = 1 << 20;

  /** What a JVM takes beside its heap, ours and the one that analyses. */
  private static final long BESIDE_HEAP = 160 * MIB;

  private static final long LEAST = 16 * MIB;

  /**
   * The same, or less where the machine or the container has no room for it beside us: a container
   * that takes more than its limit is ended, and we with it.
   */
  public HeapLimits inTheRoomHere() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return within(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
  }

  HeapLimits within(long total, long ourHeap) {
    long room = total - ourHeap - 2 * BESIDE_HEAP;
    return new HeapLimits(Math.max(0, Math.min(childMemoryBytes, room)), deadline);
  }

  boolean none() {
    return childMemoryBytes < LEAST;
  }
}
