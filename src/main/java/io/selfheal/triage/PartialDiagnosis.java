package io.selfheal.triage;

import java.util.List;
import java.util.Optional;

/**
 * What was read out of some of the evidence.
 *
 * @param stacks the last thread dump by state and stack
 * @param classes the heap by package and class, in shallow bytes
 * @param retained what retains most, in retained bytes
 * @param unread what could not be read, a sentence each with the reason, which begins with the
 *     file's name and a blank or a colon, or with {@code Cannot read NAME:}
 */
public record PartialDiagnosis(
    List<Finding> findings,
    Optional<StackNode> stacks,
    Optional<SizeNode> classes,
    Optional<SizeNode> retained,
    List<String> unread) {
  public PartialDiagnosis {
    findings = List.copyOf(findings);
    unread = List.copyOf(unread);
  }

  /** Of what there is no picture. */
  public static PartialDiagnosis of(List<Finding> findings, List<String> unread) {
    return new PartialDiagnosis(
        findings, Optional.empty(), Optional.empty(), Optional.empty(), unread);
  }

  public static PartialDiagnosis unread(String sentence) {
    return of(List.of(), List.of(sentence));
  }

  /** Whether there is neither a finding nor a picture. */
  boolean nothing() {
    return findings.isEmpty() && stacks.isEmpty() && classes.isEmpty() && retained.isEmpty();
  }
}
