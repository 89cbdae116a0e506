package io.selfheal.evidence;

import io.selfheal.config.Slug;

/** What can be taken of a sick pod and out of its JVM, cheap things first. */
public enum ArtefactKind {
  /** The pod as the API server shows it, without the values of environment variables. */
  POD,
  EVENTS,
  LOG,
  /** The log of the container's run before the present one. */
  PREVIOUS_LOG,
  /** What the pod's containers use, as the metrics API knows it. */
  CONTAINER_METRICS,
  THREAD_DUMP,
  CLASS_HISTOGRAM,
  /** All that the JVM says of itself; a command line and its passwords too. */
  VM_INFO,
  VM_FLAGS,
  NATIVE_MEMORY,
  /** What a JVM of the container wrote when it crashed; the pod's volumes may still have it. */
  CRASH_LOG,
  FLIGHT_RECORDING,
  /** What a JVM of the container wrote when it ran out of memory. */
  CRASH_HEAP_DUMP,
  HEAP_DUMP,
  /**
   * What there is of all the others, and how it came about: written by itself, asked for by none.
   */
  MANIFEST,
  /** What all the others say: written by itself too. */
  REPORT;

  /** Whether it is taken of nothing: we write it about the others. */
  public boolean written() {
    return this == MANIFEST || this == REPORT;
  }

  /** Whether it is a file that may be as large as the heap. */
  public boolean large() {
    return this == FLIGHT_RECORDING || this == CRASH_HEAP_DUMP || this == HEAP_DUMP;
  }

  /** As rules, metrics and messages write it: {@code heap-dump}. */
  public String slug() {
    return Slug.of(this);
  }
}
