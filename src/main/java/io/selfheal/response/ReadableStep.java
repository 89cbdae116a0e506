package io.selfheal.response;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Findings;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Step;
import io.selfheal.incident.StepOutcome;

/** A step that takes evidence: once it has come to its end, whichever, that may be read. */
final class ReadableStep implements Step {
  private final Step step;
  private final Incidents incidents;
  private final Findings findings;

  ReadableStep(Step step, Incidents incidents, Findings findings) {
    this.step = step;
    this.incidents = incidents;
    this.findings = findings;
  }

  @Override
  public Stage from() {
    return step.from();
  }

  @Override
  public String name() {
    return step.name();
  }

  @Override
  public StepOutcome run(Claim claim) throws InterruptedException {
    StepOutcome outcome = step.run(claim);
    if (!(outcome instanceof StepOutcome.RetryAfter) && hasEvidence(claim)) {
      findings.expect(claim);
    }
    return outcome;
  }

  private boolean hasEvidence(Claim claim) {
    Incident incident = incidents.incident(claim.incident().id()).orElseThrow();
    return !incident.artefacts().isEmpty();
  }
}
