package io.selfheal.triage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found at an earlier incident of the same workload.
 *
 * @param at when it was received
 */
public record Precedent(String incident, Instant at, List<Finding> findings) {
  public Precedent {
    findings = List.copyOf(findings);
  }

  Optional<Culprit> culprit(String name) {
    return findings.stream()
        .map(Finding::culprit)
        .filter(culprit -> culprit.name().equals(name))
        .findFirst();
  }

  /** Whether the evidence was such that it could have named what another such finding names. */
  boolean couldName(Finding other) {
    return findings.stream().filter(Finding::namesOne).anyMatch(finding -> finding.isLike(other));
  }
}
