package io.selfheal.safety;

import io.selfheal.incident.LedgerFacts;
import io.selfheal.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Leaves a workload alone for a while after something was done to it.
 *
 * @param concerns the rules that would do it again
 * @param last when it was done
 * @param done what was done, as a sentence begins
 */
record CooldownGate(
    Duration cooldown,
    Predicate<Rule> concerns,
    Function<LedgerFacts, Optional<Instant>> last,
    String done)
    implements Gate {

  static Gate afterTermination(Duration cooldown) {
    return new CooldownGate(
        cooldown,
        Rule::terminates,
        LedgerFacts::lastTermination,
        "A pod of this workload was removed");
  }

  /** An alert that comes and goes must not stop the JVMs again and again. */
  static Gate afterCapture(Duration cooldown) {
    return new CooldownGate(
        cooldown,
        Rule::captures,
        LedgerFacts::lastCapture,
        "Evidence of this workload was asked for");
  }

  @Override
  public Verdict check(Situation situation) {
    Rule rule = situation.match().rule();
    if (!concerns.test(rule)) {
      return Verdict.ALLOWED;
    }
    Duration wait = rule.limits().cooldown().orElse(cooldown);
    return last.apply(situation.facts())
        .filter(then -> then.plus(wait).isAfter(situation.now()))
        .map(then -> tooSoon(then, wait))
        .orElse(Verdict.ALLOWED);
  }

  private Verdict tooSoon(Instant then, Duration wait) {
    return Verdict.deferred(
        "cooldown",
        done
            + " at "
            + then
            + "; the setting limits.cooldown asks for "
            + Words.duration(wait)
            + ".",
        then.plus(wait));
  }
}
