package io.selfheal.triage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was found, the surest first. Nothing conclusive is a verdict too. */
public record Verdict(List<Finding> findings) {
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
    return first().filter(Finding::conclusive);
  }
}
