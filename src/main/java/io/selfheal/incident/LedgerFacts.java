package io.selfheal.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger knows that gates need, leaving out the incident itself, but for what it asked.
 *
 * @param lastCapture when an artefact of the workload, taken or failed, was put on record last
 * @param activeOnWorkload incidents of the workload that are admitted and not closed
 * @param activeInAll the same of all workloads
 * @param approval what the incident itself asked people, and their answer
 */
public record LedgerFacts(
    Terminations terminations,
    Optional<Instant> lastCapture,
    int activeOnWorkload,
    int activeInAll,
    Optional<Approval> approval) {
  /** When a pod of the workload was removed last, or is about to be. */
  public Optional<Instant> lastTermination() {
    return terminations.last();
  }
}
