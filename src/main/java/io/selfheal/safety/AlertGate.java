package io.selfheal.safety;

import java.time.Duration;

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
}
