package io.selfheal.triage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was found, the surest first. Nothing conclusive is a verdict too. */
public record Verdict(List<Finding> findings) {
  /** Below it a finding is a sign, which may have nothing to do with the trouble. */
  public static final int CONCLUSIVE = 40;

  public Verdict {
    findings =
        findings.stream()
            .sorted(
                Comparator.comparingInt(Finding::confidence)
                    .reversed()
                    .thenComparing(Finding::fault))
            .toList();
  }

  public Optional<Finding> first() {
    return findings.stream().findFirst();
  }

  /** The first one, where it is sure enough to be believed. */
  public Optional<Finding> conclusive() {
    return first().filter(finding -> finding.confidence() >= CONCLUSIVE);
  }
}
