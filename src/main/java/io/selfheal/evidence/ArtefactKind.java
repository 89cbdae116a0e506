package io.selfheal.evidence;

import io.selfheal.config.Slug;

/** What can be taken out of a JVM, cheap things first. */
public enum ArtefactKind {
  THREAD_DUMP,
  CLASS_HISTOGRAM,
  /** All that the JVM says of itself; a command line and its passwords too. */
  VM_INFO,
  VM_FLAGS,
  NATIVE_MEMORY,
  FLIGHT_RECORDING,
  HEAP_DUMP;

  /** As rules, metrics and messages write it: {@code heap-dump}. */
  public String slug() {
    return Slug.of(this);
  }
}
