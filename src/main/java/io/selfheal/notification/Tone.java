package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Stage;

/** How an incident stands, at a glance: the one place that decides on a message's colour. */
public enum Tone {
  WORKING("🔵"),
  WAITING("🟡"),
  GOOD("🟢"),
  /** Over, and nothing was changed. */
  NOTICE("⚪"),
  /** Over, and a person must act. */
  ALARM("🔴");

  private final String emoji;

  Tone(String emoji) {
    this.emoji = emoji;
  }

  public String emoji() {
    return emoji;
  }

  /** Whether the story has come to its end. */
  public boolean concluded() {
    return this != WORKING && this != WAITING;
  }

  static Tone of(Incident incident) {
    if (incident.stage() != Stage.CLOSED) {
      return incident.progress().deferral().isPresent() ? WAITING : WORKING;
    }
    return incident.progress().conclusion().map(end -> of(end.outcome())).orElse(ALARM);
  }

  private static Tone of(Outcome outcome) {
    return switch (outcome) {
      case HEALED, EVIDENCE_TAKEN -> GOOD;
      case OBSERVED, RESOLVED_MEANWHILE, JOINED -> NOTICE;
      case REFUSED, NOT_HEALED, EVIDENCE_FAILED, FAILED -> ALARM;
    };
  }
}
