package io.selfheal.incident;

import io.selfheal.alert.Alert;
import io.selfheal.rules.RuleDecision;

/** One element of a notification on its way into the ledger. */
public sealed interface Intake {
  /** A well-formed alert, and what the rule book says of it. */
  record Decided(Alert alert, RuleDecision decision) implements Intake {}

  /**
   * An element that is no alert: kept with its reason, so that nothing is lost.
   *
   * @param text what was sent, cut to 4 KiB
   */
  record Quarantined(String text, String reason) implements Intake {}
}
