package io.selfheal.safety;

import io.selfheal.config.Rate;
import io.selfheal.incident.Termination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Trouble that comes back after each removal is not cured by one more: people must look. What began
 * before a pod of the workload was removed did not come back after it, so the pods of a workload
 * that fall ill together are healed one after the other.
 */
final class EscalationGate implements Gate {
  private final Rate after;

  /**
   * @param after which one of a row of incidents within which time is refused
   */
  EscalationGate(Rate after) {
    this.after = after;
  }

  @Override
  public Verdict check(Situation situation) {
    if (!situation.match().rule().terminates()) {
      return Verdict.ALLOWED;
    }
    if (situation.incident().target().isEmpty()) {
      return Verdict.refused("escalation", "It is not known of which workload the pod is.");
    }
    int before = rounds(situation);
    return before + 1 < after.most() ? Verdict.ALLOWED : enough(before);
  }

  /** How many times in a row the workload was healed before this trouble began. */
  private int rounds(Situation situation) {
    Instant healed = Instant.MIN;
    int rounds = 0;
    for (Termination earlier : oldestFirst(situation)) {
      if (counts(earlier, situation) && earlier.alertBegan().isAfter(healed)) {
        healed = earlier.at();
        rounds++;
      }
    }
    return rounds;
  }

  private static List<Termination> oldestFirst(Situation situation) {
    List<Termination> all = new ArrayList<>(situation.facts().terminations().ofWorkload());
    Collections.reverse(all);
    return all;
  }

  private boolean counts(Termination earlier, Situation situation) {
    return earlier.at().plus(after.within()).isAfter(situation.now())
        && earlier.at().isBefore(situation.startsAt());
  }

  private Verdict enough(int before) {
    return Verdict.refused(
        "escalation",
        "Healing does not help here, people must look: within "
            + Words.duration(after.within())
            + " the trouble came back after each of "
            + before
            + " removals; the setting limits.escalateAfter allows no more.");
  }
}
