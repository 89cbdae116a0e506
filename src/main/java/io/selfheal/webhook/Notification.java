package io.selfheal.webhook;

import io.selfheal.alert.AlertStatus;
import io.selfheal.incident.Intake;
import io.selfheal.rules.RuleBook;
import java.util.List;

/**
 * What one POST carries.
 *
 * @param status of the group; it decides nothing but for alerts that have none of their own
 */
record Notification(AlertStatus status, List<Element> elements) {
  List<Intake> intakes(RuleBook rules) {
    return elements.stream().map(element -> element.intake(rules, status)).toList();
  }
}
