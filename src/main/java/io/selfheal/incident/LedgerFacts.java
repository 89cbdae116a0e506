package io.selfheal.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger knows that gates need, leaving out the incident itself, but for what it asked.
 *
 * @param lastCapture when an artefact of the workload, taken or failed, was put on record last
 * @param activeOnWorkload incidents of the workload that are at work: admitted, not closed, and not
 *     waiting with their evidence for a gate that keeps their pod
 * @param activeInAll the same of all workloads
 * @param arrivals when incidents came in, its own among them, as {@link Arrivals#arrivals}
 * @param approval what the incident itself asked people, and their answer
 */
public record LedgerFacts(
    Terminations terminations,
    Optional<Instant> lastCapture,
    int activeOnWorkload,
    int activeInAll,
    List<Instant> arrivals,
    Optional<Approval> approval) {
  public LedgerFacts {
    arrivals = List.copyOf(arrivals);
  }

  /** When a pod of the workload was removed last, or is about to be. */
  public Optional<Instant> lastTermination() {
    return terminations.last();
  }
}
