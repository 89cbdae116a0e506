package io.selfheal.evidence;

import io.selfheal.config.Slug;

/** What can be taken out of a JVM, cheap things first. */
public enum ArtefactKind {
  THREAD_DUMP,
  CLASS_HISTOGRAM,
  HEAP_DUMP;

  /** As rules, metrics and messages write it: {@code heap-dump}. */
  public String slug() {
    return Slug.of(this);
  }
}
