package io.selfheal.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.concurrent.atomic.AtomicBoolean;

/** The responder's own memory, threads, CPU and files; bound at the first scrape, not at start. */
final class ProcessMeters {
  private final MeterRegistry registry;
  private final AtomicBoolean bound = new AtomicBoolean();

  ProcessMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void bindOnce() {
    if (bound.getAndSet(true)) {
      return;
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }
}
