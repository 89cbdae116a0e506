package io.selfheal.triage.threads;

import io.selfheal.triage.Finding;
import io.selfheal.triage.StackNode;
import java.util.List;
import java.util.Optional;

/**
 * What the thread dumps say.
 *
 * @param stacks the last dump by state and stack
 * @param unread what could not be read, a sentence each with the reason
 */
public record ThreadDiagnosis(
    List<Finding> findings, Optional<StackNode> stacks, List<String> unread) {
  public ThreadDiagnosis {
    findings = List.copyOf(findings);
    unread = List.copyOf(unread);
  }
}
