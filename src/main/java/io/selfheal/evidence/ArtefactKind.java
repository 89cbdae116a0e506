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
  FLIGHT_RECORDING,
  HEAP_DUMP;

  /** Whether it is a file that may be as large as the heap. */
  public boolean large() {
    return this == FLIGHT_RECORDING || this == HEAP_DUMP;
  }

  /** As rules, metrics and messages write it: {@code heap-dump}. */
  public String slug() {
    return Slug.of(this);
  }
}
