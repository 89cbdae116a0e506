package io.selfheal.safety;

import io.selfheal.kubernetes.DisruptionBudget;
import io.selfheal.kubernetes.Pod;
import io.selfheal.rules.RemoveBy;
import java.time.Duration;
import java.util.List;

/**
 * A disruption budget is never gone around, unless the rule says so by {@code removeBy: delete}. A
 * pod that is not Ready may be evicted under some budgets that allow no disruption, so there the
 * API server's answer to the eviction decides.
 */
final class DisruptionBudgetGate implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(30);

  @Override
  public Verdict check(Situation situation) {
    if (situation.match().rule().response().removeBy() == RemoveBy.DELETE) {
      return Verdict.ALLOWED;
    }
    List<DisruptionBudget> budgets = situation.cluster().budgets();
    if (budgets.size() > 1) {
      return Verdict.refused(
          "disruption-budget",
          "Several disruption budgets cover the pod, which Kubernetes cannot evict: leave only one.");
    }
    boolean ready = situation.cluster().pod().map(Pod::ready).orElse(false);
    if (ready && budgets.stream().anyMatch(budget -> budget.disruptionsAllowed() < 1)) {
      return Verdict.deferred(
          "disruption-budget",
          "Disruption budget '" + budgets.get(0).name() + "' allows no eviction now.",
          situation.in(AGAIN));
    }
    return Verdict.ALLOWED;
  }
}
