package io.selfheal.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of presses of buttons in Slack. */
public final class PressMeters {
  private static final String ACCEPTED = "accepted";

  private final MeterRegistry registry;

  PressMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** From now on it is there, 0 until the first press. */
  public void expect() {
    presses(ACCEPTED);
  }

  public void accepted() {
    presses(ACCEPTED).increment();
  }

  /**
   * @param reason its code
   */
  public void refused(String reason) {
    presses(reason).increment();
  }

  private Counter presses(String outcome) {
    return Counter.builder("selfheal.slack.presses")
        .description("Presses of buttons in Slack, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }
}
