package io.selfheal.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger knows that gates need, leaving out the incident itself, but for what it asked.
 *
 * @param lastCapture when an artefact of the workload, taken or failed, was put on record last
 * @param arrivals when incidents came in, its own among them, as {@link Arrivals#arrivals}
 * @param approval what the incident itself asked people, and their answer
 */
public record LedgerFacts(
    Terminations terminations,
    Optional<Instant> lastCapture,
    AtWork atWork,
    List<Instant> arrivals,
    Optional<Approval> approval) {

  /**
   * How many incidents are at work: admitted, not closed, and not waiting with their evidence for a
   * gate that keeps their pod.
   */
  public record AtWork(int onWorkload, int inAll) {}

  public LedgerFacts {
    arrivals = List.copyOf(arrivals);
  }

  /** The same with what the incident asked people a moment ago. */
  public LedgerFacts with(Approval asked) {
    return new LedgerFacts(terminations, lastCapture, atWork, arrivals, Optional.of(asked));
  }

  /** When a pod of the workload was removed last, or is about to be. */
  public Optional<Instant> lastTermination() {
    return terminations.last();
  }
}
