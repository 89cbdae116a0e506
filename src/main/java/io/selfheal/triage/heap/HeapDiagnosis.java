package io.selfheal.triage.heap;

import io.selfheal.triage.Finding;
import io.selfheal.triage.SizeNode;
import java.util.List;
import java.util.Optional;

/**
 * What one file says of a heap.
 *
 * @param classes by package and class, in shallow bytes
 * @param retained what retains most, in retained bytes
 * @param unread what could not be read, a sentence each with the reason
 */
public record HeapDiagnosis(
    List<Finding> findings,
    Optional<SizeNode> classes,
    Optional<SizeNode> retained,
    List<String> unread) {
  public HeapDiagnosis {
    findings = List.copyOf(findings);
    unread = List.copyOf(unread);
  }

  static HeapDiagnosis unread(String sentence) {
    return new HeapDiagnosis(List.of(), Optional.empty(), Optional.empty(), List.of(sentence));
  }
}
