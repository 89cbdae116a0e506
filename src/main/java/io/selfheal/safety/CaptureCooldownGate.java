package io.selfheal.safety;

import io.selfheal.rules.Rule;
import java.time.Duration;
import java.time.Instant;

/**
 * After evidence was taken of a workload, or was tried to, its JVMs are left alone for a while: an
 * alert that comes and goes must not stop them again and again.
 */
final class CaptureCooldownGate implements Gate {
  private final Duration cooldown;

  CaptureCooldownGate(Duration cooldown) {
    this.cooldown = cooldown;
  }

  @Override
  public Verdict check(Situation situation) {
    Rule rule = situation.match().rule();
    if (!rule.captures()) {
      return Verdict.ALLOWED;
    }
    Duration wait = rule.limits().cooldown().orElse(cooldown);
    return situation
        .facts()
        .lastCapture()
        .filter(last -> last.plus(wait).isAfter(situation.now()))
        .map(last -> tooSoon(last, wait))
        .orElse(Verdict.ALLOWED);
  }

  private static Verdict tooSoon(Instant last, Duration wait) {
    return Verdict.deferred(
        "cooldown",
        "Evidence of this workload was asked for at "
            + last
            + "; the setting limits.cooldown asks for "
            + Words.duration(wait)
            + ".",
        last.plus(wait));
  }
}
