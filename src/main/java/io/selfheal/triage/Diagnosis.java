package io.selfheal.triage;

import java.util.List;
import java.util.Optional;

/**
 * All that was read out of the evidence of an incident.
 *
 * @param stacks the last thread dump by state and stack
 * @param classes the heap by package and class, in shallow bytes
 * @param retained what retains most, in retained bytes
 * @param unread what could not be read, a sentence each with the reason
 */
public record Diagnosis(
    Verdict verdict,
    Optional<StackNode> stacks,
    Optional<SizeNode> classes,
    Optional<SizeNode> retained,
    List<String> unread) {
  public Diagnosis {
    unread = List.copyOf(unread);
  }
}
