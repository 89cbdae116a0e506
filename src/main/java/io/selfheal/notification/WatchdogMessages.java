package io.selfheal.notification;

import java.time.Duration;
import java.util.List;

/** What operators read when the watchdog stays away, and when it comes again. */
final class WatchdogMessages {
  private final String alertname;

  WatchdogMessages(String alertname) {
    this.alertname = alertname;
  }

  IncidentMessage silent(Duration silence) {
    return message(
        Tone.ALARM,
        "No alerts reach the responder",
        alertname
            + " has not come for "
            + Amount.took(silence)
            + ". Sick pods may go unseen: check Prometheus, Alertmanager's route to"
            + " the responder, and its log for failed notifications.");
  }

  IncidentMessage back() {
    return message(Tone.GOOD, "Alerts reach the responder again", alertname + " has come again.");
  }

  private static IncidentMessage message(Tone tone, String title, String sentence) {
    return new IncidentMessage(
        "", tone, title, sentence, List.of(List.of(IncidentMessage.Line.of("Watchdog", sentence))));
  }
}
