package io.selfheal.rules;

import io.selfheal.evidence.Verification;
import java.util.List;

/**
 * What a rule does once it matches.
 *
 * @param accept the weakest verification under which an artefact counts as evidence
 */
public record Response(
    List<CaptureRequest> capture,
    Verification accept,
    WhenEvidenceFails whenEvidenceFails,
    Then then,
    RemoveBy removeBy,
    ApprovalNeed approval) {
  public Response {
    capture = List.copyOf(capture);
  }
}
