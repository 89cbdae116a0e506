package io.selfheal.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** How asking Alertmanager goes, and how long its watchdog has been away. */
public final class AlertmanagerMeters {
  private static final double MILLIS = 1_000;

  private final MeterRegistry registry;
  private final Clock clock;
  private final AtomicLong lastSuccess = new AtomicLong();

  AlertmanagerMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** From now on there is a last success, 0 until the first, and a count of what was missed. */
  public void expectAnswers() {
    Gauge.builder("selfheal.alertmanager.success", () -> lastSuccess.get() / MILLIS)
        .description("When an Alertmanager last said which alerts fire, since 1970; 0: not yet")
        .baseUnit("seconds")
        .register(registry);
    missedCounter();
  }

  /** From now on there is the watchdog's age. */
  public void expectWatchdog(Supplier<Duration> age) {
    Gauge.builder("selfheal.watchdog.age", () -> age.get().toMillis() / MILLIS)
        .description("How long the watchdog has not come by the webhook")
        .baseUnit("seconds")
        .register(registry);
  }

  public void succeeded() {
    lastSuccess.set(clock.millis());
  }

  public void failed(String reason) {
    Counter.builder("selfheal.alertmanager.failures")
        .description("Questions to an Alertmanager that failed, by reason")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  /** An alert was taken in that the webhook had not brought. */
  public void missed() {
    missedCounter().increment();
  }

  private Counter missedCounter() {
    return Counter.builder("selfheal.alertmanager.missed")
        .description("Alerts that fire and that the webhook had not brought")
        .register(registry);
  }
}
