package io.selfheal.webhook;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.incident.Intake;
import io.selfheal.rules.RuleBook;

/** One element of a notification's list of alerts. */
sealed interface Element {
  /**
   * @param group the notification's own status, for an alert that says none
   */
  Intake intake(RuleBook rules, AlertStatus group);

  /** An alert; without a status of its own it has its group's. */
  record Sound(Alert alert, boolean saysStatus) implements Element {
    @Override
    public Intake intake(RuleBook rules, AlertStatus group) {
      Alert decided = saysStatus ? alert : withStatus(group);
      return new Intake.Decided(decided, rules.decide(decided));
    }

    private Alert withStatus(AlertStatus status) {
      return new Alert(
          alert.fingerprint(), status, alert.labels(), alert.annotations(), alert.startsAt());
    }
  }

  /** No alert: what was sent, cut, and why. */
  record Unsound(String text, String reason) implements Element {
    @Override
    public Intake intake(RuleBook rules, AlertStatus group) {
      return new Intake.Quarantined(text, reason);
    }
  }
}
