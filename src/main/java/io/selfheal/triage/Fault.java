package io.selfheal.triage;

import io.selfheal.config.Slug;

/** What can be wrong with a JVM, as far as its evidence shows. */
public enum Fault {
  DEADLOCK,
  /** Many threads wait for one lock, whose holder is at work. */
  LOCK_CONTENTION,
  /** All threads of a pool wait for the same slow thing. */
  POOL_EXHAUSTED,
  /** Threads wait for a connection that others hold. */
  CONNECTIONS_EXHAUSTED,
  HOT_THREAD,
  THREAD_LEAK,
  PINNED_VIRTUAL_THREADS,
  /** The JVM is busy collecting garbage, and gets little back. */
  GC_THRASH,
  /** One holder retains much of the heap. */
  HEAP_LEAK,
  /** One array is much of the heap. */
  HUGE_ARRAY,
  DUPLICATE_STRINGS,
  CLASS_LOADER_LEAK,
  FINALIZER_QUEUE,
  DIRECT_MEMORY,
  NATIVE_MEMORY,
  /** The container's limit ended it. */
  OOM_KILLED,
  OUT_OF_MEMORY,
  /** The JVM may take more than its container may. */
  LIMITS,
  PROBE_FAILURE,
  /** Kubernetes warns of something else. */
  WARNING_EVENT,
  /** A container ended by itself, and was started again. */
  RESTARTS,
  CRASH,
  LOGGED_ERROR;

  /** As messages and files write it: {@code heap-leak}. */
  public String slug() {
    return Slug.of(this);
  }
}
