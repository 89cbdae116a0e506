package io.selfheal.safety;

import io.selfheal.rules.Rule;
import java.time.Duration;
import java.time.Instant;

/** After a pod of a workload was removed, its others are left alone for a while. */
final class CooldownGate implements Gate {
  private final Duration cooldown;

  CooldownGate(Duration cooldown) {
    this.cooldown = cooldown;
  }

  @Override
  public Verdict check(Situation situation) {
    Rule rule = situation.match().rule();
    if (!rule.terminates()) {
      return Verdict.ALLOWED;
    }
    Duration wait = rule.limits().cooldown().orElse(cooldown);
    return situation
        .facts()
        .lastTermination()
        .filter(last -> last.plus(wait).isAfter(situation.now()))
        .map(last -> tooSoon(last, wait))
        .orElse(Verdict.ALLOWED);
  }

  private static Verdict tooSoon(Instant last, Duration wait) {
    return Verdict.deferred(
        "cooldown",
        "A pod of this workload was removed at "
            + last
            + "; the setting limits.cooldown asks for "
            + Words.duration(wait)
            + ".",
        last.plus(wait));
  }
}
