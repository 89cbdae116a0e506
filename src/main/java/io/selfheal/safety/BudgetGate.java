package io.selfheal.safety;

import io.selfheal.config.Rate;
import io.selfheal.incident.Terminations;
import io.selfheal.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Only so many pods are removed within an hour, whatever the alerts say: a rule that is wrong, or a
 * sickness that a new pod does not cure, must not empty a cluster.
 *
 * @param budget what a rule may use
 * @param used when pods were removed that count, the newest first
 * @param whose whose pods, as a sentence goes on
 */
record BudgetGate(
    Function<Rule, Rate> budget,
    Function<Terminations, List<Instant>> used,
    String whose,
    String setting)
    implements Gate {

  static Gate ofWorkload(Rate most) {
    return new BudgetGate(
        rule -> rule.limits().perWorkload().orElse(most),
        Terminations::timesOfWorkload,
        "of this workload",
        "limits.perWorkload");
  }

  static Gate ofNamespace(Rate most) {
    return new BudgetGate(
        rule -> most, Terminations::ofNamespace, "of this namespace", "limits.perNamespace");
  }

  static Gate ofCluster(Rate most) {
    return new BudgetGate(rule -> most, Terminations::ofAll, "in all", "limits.perCluster");
  }

  @Override
  public Verdict check(Situation situation) {
    Rule rule = situation.match().rule();
    if (!rule.terminates()) {
      return Verdict.ALLOWED;
    }
    if (situation.incident().target().isEmpty()) {
      return Verdict.refused("budget", "It is not known for which workload the pod would count.");
    }
    return check(situation, budget.apply(rule));
  }

  /** There is room again when the oldest of those that fill the budget is out of the window. */
  private Verdict check(Situation situation, Rate rate) {
    List<Instant> times = used.apply(situation.facts().terminations());
    if (times.size() < rate.most()) {
      return Verdict.ALLOWED;
    }
    Instant room = times.get(rate.most() - 1).plus(rate.within());
    return room.isAfter(situation.now()) ? spent(rate, room) : Verdict.ALLOWED;
  }

  private Verdict spent(Rate rate, Instant room) {
    return Verdict.deferred(
        "budget",
        rate.most()
            + " pods "
            + whose
            + " were removed within "
            + Words.duration(rate.within())
            + "; the setting "
            + setting
            + " allows no more.",
        room);
  }
}
