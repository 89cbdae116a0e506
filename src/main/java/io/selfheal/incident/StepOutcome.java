package io.selfheal.incident;

import java.time.Instant;

/** What a step came to. */
public sealed interface StepOutcome {
  /**
   * The side effect is done, and the incident has reached its next stage. A recovery closes it in
   * the same write.
   */
  record Done(Incident next) implements StepOutcome {}

  /** Not now: the same step again at the incident's due time. */
  record RetryAfter(Incident next) implements StepOutcome {}

  /** The incident goes no further, for better or worse: it is closed with this conclusion. */
  record GiveUp(Conclusion conclusion) implements StepOutcome {}

  static StepOutcome giveUp(Outcome outcome, Reason reason) {
    return new GiveUp(new Conclusion(outcome, reason));
  }

  static StepOutcome reach(Incident incident, Stage stage, Instant now) {
    return new Done(incident.reach(stage, now));
  }

  static StepOutcome defer(Incident incident, Reason reason, Instant now, Instant retryAt) {
    return new RetryAfter(incident.defer(reason, now, retryAt));
  }
}
