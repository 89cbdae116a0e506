package io.selfheal.safety;

import java.time.Duration;
import java.time.Instant;

/** The alert must still fire, and must not be old news. */
final class AlertGate implements Gate {
  static final String RESOLVED = "resolved";

  private final SafetyConfig.AlertLimits limits;

  AlertGate(SafetyConfig.AlertLimits limits) {
    this.limits = limits;
  }

  @Override
  public Verdict check(Situation situation) {
    if (situation.incident().resolved()) {
      return Verdict.refused(RESOLVED, "The alert was resolved meanwhile.");
    }
    if (fromTheFuture(situation)) {
      return Verdict.refused(
          "alert-clock",
          "The alert says that it began at "
              + situation.startsAt()
              + ", after it was received; its clock is ahead by more than limits.clockSkew.");
    }
    Duration most = situation.match().rule().limits().maxAlertAge().orElse(limits.maxAge());
    Duration age = Duration.between(situation.startsAt(), situation.now());
    if (age.compareTo(most) > 0) {
      return Verdict.refused(
          "alert-too-old",
          "The alert has been firing for "
              + Words.duration(age)
              + "; the setting limits.maxAlertAge allows "
              + Words.duration(most)
              + ".");
    }
    return Verdict.ALLOWED;
  }

  /** Such a start would speak for any container, however young: nothing can be decided by it. */
  private boolean fromTheFuture(Situation situation) {
    Instant latest = situation.incident().origin().receivedAt().plus(limits.clockSkew());
    return situation.startsAt().isAfter(latest);
  }
}
