package io.selfheal.safety;

import io.selfheal.incident.Storm;
import java.time.Instant;

/**
 * In a storm no pod is removed; evidence is taken all the same, so that it is not lost with them.
 */
final class StormGate implements Gate {
  private final Storm storm;

  StormGate(Storm storm) {
    this.storm = storm;
  }

  @Override
  public Verdict check(Situation situation) {
    if (!situation.match().rule().terminates()) {
      return Verdict.ALLOWED;
    }
    return storm
        .until(situation.facts().arrivals(), situation.now())
        .map(this::wait)
        .orElse(Verdict.ALLOWED);
  }

  private Verdict wait(Instant end) {
    return Verdict.deferred(
        "storm",
        "More than "
            + storm.most().most()
            + " incidents came in within "
            + Words.duration(storm.most().within())
            + " (the setting limits.storm): no pod is removed until that has not been so for "
            + Words.duration(storm.quiet())
            + " (the setting limits.stormQuiet).",
        end);
  }
}
