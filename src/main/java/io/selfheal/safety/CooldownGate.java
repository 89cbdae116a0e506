package io.selfheal.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** After a pod of a workload was removed, its others are left alone for a while. */
final class CooldownGate implements Gate {
  private final Duration cooldown;

  CooldownGate(Duration cooldown) {
    this.cooldown = cooldown;
  }

  @Override
  public Verdict check(Situation situation) {
    Duration wait = situation.match().rule().limits().cooldown().orElse(cooldown);
    List<Instant> terminations = situation.facts().workloadTerminations();
    if (terminations.isEmpty()) {
      return Verdict.ALLOWED;
    }
    Instant last = terminations.get(terminations.size() - 1);
    Instant over = last.plus(wait);
    return over.isAfter(situation.now())
        ? Verdict.deferred(
            "cooldown",
            "A pod of this workload was removed at "
                + last
                + "; the setting limits.cooldown asks for "
                + Words.duration(wait)
                + ".",
            over)
        : Verdict.ALLOWED;
  }
}
