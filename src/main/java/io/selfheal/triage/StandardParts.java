package io.selfheal.triage;

import java.time.Duration;
import java.util.List;

/** What reads threads and heaps, as it is put together for everybody. */
final class StandardParts {
  private StandardParts() {}

  static List<Part> quick() {
    return List.of();
  }

  /**
   * @param memory of the JVM that reads a heap dump, in bytes
   */
  static List<Part> slow(long memory, Duration deadline) {
    return List.of();
  }
}
