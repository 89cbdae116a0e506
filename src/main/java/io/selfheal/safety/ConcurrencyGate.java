package io.selfheal.safety;

import java.time.Duration;

/** One patient a workload, and a few in all, at a time. */
final class ConcurrencyGate implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final SafetyConfig.WorkloadLimits limits;

  ConcurrencyGate(SafetyConfig.WorkloadLimits limits) {
    this.limits = limits;
  }

  @Override
  public Verdict check(Situation situation) {
    if (situation.facts().atWork().onWorkload() >= limits.concurrency()) {
      return Verdict.deferred(
          "concurrency",
          "Another pod of this workload is being healed; the setting limits.concurrency allows "
              + limits.concurrency()
              + ".",
          situation.in(AGAIN));
    }
    if (situation.facts().atWork().inAll() >= limits.concurrencyInAll()) {
      return Verdict.deferred(
          "concurrency",
          situation.facts().atWork().inAll()
              + " pods are being healed; the setting limits.concurrencyInAll allows "
              + limits.concurrencyInAll()
              + ".",
          situation.in(AGAIN));
    }
    return Verdict.ALLOWED;
  }
}
