package io.selfheal.rules;

import io.selfheal.evidence.JvmChoice;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import java.util.List;
import java.util.Optional;

/**
 * What evidence a rule wants.
 *
 * @param jvm the main class of the JVM that is meant; empty for whichever there is
 * @param accept the weakest verification under which an artefact counts as evidence
 */
public record EvidenceDemand(
    List<CaptureRequest> capture,
    Optional<TextMatcher> jvm,
    Verification accept,
    WhenEvidenceFails whenEvidenceFails) {
  public EvidenceDemand {
    capture = List.copyOf(capture);
  }

  public Wanted wanted(CaptureRequest request) {
    return new Wanted(request.kind(), request.extent(), choice());
  }

  private JvmChoice choice() {
    return jvm.<JvmChoice>map(matcher -> matcher::fits).orElse(JvmChoice.ANY);
  }
}
