package io.selfheal.response;

import io.selfheal.incident.Incident;
import io.selfheal.incident.StepOutcome;

/**
 * The rule that opened an incident is not in the configuration any more: nobody wants what it would
 * have done.
 */
final class RuleGone {
  private RuleGone() {}

  static StepOutcome refuse(Incident incident) {
    return Trouble.refuse(
        "rule-removed",
        "The rule '" + incident.origin().rule() + "' is not in the rules file any more.");
  }
}
