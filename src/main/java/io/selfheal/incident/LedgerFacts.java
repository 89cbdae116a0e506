package io.selfheal.incident;

import java.time.Instant;
import java.util.List;

/**
 * What the ledger knows that gates need, leaving out the incident itself.
 *
 * @param workloadTerminations when pods of the workload were removed (or are about to be), in the
 *     last 24 h, oldest first
 * @param activeOnWorkload incidents of the workload that are admitted and not closed
 * @param activeInAll the same of all workloads
 */
public record LedgerFacts(
    List<Instant> workloadTerminations, int activeOnWorkload, int activeInAll) {}
