package io.selfheal.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** How much old evidence is removed from the store. */
public final class RetentionMeters {
  private final MeterRegistry registry;
  private final AtomicLong due = new AtomicLong();

  RetentionMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** From now on they are there, 0 until the first look. */
  public void expect() {
    Gauge.builder("selfheal.retention.due", due::get)
        .description("Bytes in the store that the last look found to be removed")
        .baseUnit("bytes")
        .register(registry);
    files();
    bytes();
  }

  public void due(long found) {
    due.set(found);
  }

  public void removed(int removedFiles, long removedBytes) {
    files().increment(removedFiles);
    bytes().increment((double) removedBytes);
  }

  public void failed(String reason) {
    Counter.builder("selfheal.retention.failures")
        .description("Times that the store did not let old evidence be removed, by reason")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  private Counter files() {
    return Counter.builder("selfheal.retention.removed")
        .description("Files of old evidence removed from the store")
        .baseUnit("files")
        .register(registry);
  }

  private Counter bytes() {
    return Counter.builder("selfheal.retention.removed.bytes")
        .description("Bytes of old evidence removed from the store")
        .baseUnit("bytes")
        .register(registry);
  }
}
