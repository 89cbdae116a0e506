package io.selfheal.rules;

import io.selfheal.evidence.Verification;
import java.util.List;

/** What a rule does once it matches. */
public record Response(
    EvidenceDemand evidence, Then then, RemoveBy removeBy, ApprovalNeed approval) {

  public List<CaptureRequest> capture() {
    return evidence.capture();
  }

  public Verification accept() {
    return evidence.accept();
  }

  public WhenEvidenceFails whenEvidenceFails() {
    return evidence.whenEvidenceFails();
  }
}
