package io.selfheal.triage.signs;

import io.selfheal.triage.Finding;
import java.util.List;

/**
 * @param unread what could not be read, a sentence each with the reason
 */
public record SignDiagnosis(List<Finding> findings, List<String> unread) {
  public SignDiagnosis {
    findings = List.copyOf(findings);
    unread = List.copyOf(unread);
  }
}
