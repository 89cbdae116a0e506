package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Step;
import io.selfheal.incident.StepOutcome;
import io.selfheal.rules.CaptureRequest;
import io.selfheal.rules.Mode;
import io.selfheal.rules.Rule;
import io.selfheal.rules.WhenEvidenceFails;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes what the rule lists, cheap things first, and each artefact is on record as soon as it is
 * verified. Without all that is required there is no way to the termination, unless the rule says
 * so.
 */
final class SecureEvidence implements Step {
  private final EvidenceSource source;
  private final Safekeeping safekeeping;
  private final Incidents incidents;
  private final Judge judge;
  private final Clock clock;

  SecureEvidence(
      EvidenceSource source,
      Safekeeping safekeeping,
      Incidents incidents,
      Judge judge,
      Clock clock) {
    this.source = source;
    this.safekeeping = safekeeping;
    this.incidents = incidents;
    this.judge = judge;
    this.clock = clock;
  }

  @Override
  public Stage from() {
    return Stage.ADMITTED;
  }

  @Override
  public StepOutcome run(Claim claim, boolean resumed) throws InterruptedException {
    Optional<Rule> rule = judge.rule(claim.incident());
    if (rule.isEmpty()) {
      return RuleGone.refuse(claim.incident());
    }
    if (rule.get().mode() == Mode.OBSERVE) {
      return StepOutcome.giveUp(
          Outcome.OBSERVED, new Reason("mode", "The rule's mode became observe meanwhile."));
    }
    for (CaptureRequest request : inOrder(rule.get())) {
      if (!taken(newest(claim), request.kind(), resumed)) {
        take(claim, request.kind());
      }
    }
    return conclude(newest(claim), rule.get());
  }

  private static List<CaptureRequest> inOrder(Rule rule) {
    return rule.response().capture().stream()
        .sorted(Comparator.comparing(CaptureRequest::kind))
        .toList();
  }

  /**
   * What is on record is not asked for again, failed or not: each time may stop the JVM. Only after
   * a crash are the files themselves looked at.
   */
  private boolean taken(Incident incident, ArtefactKind kind, boolean resumed) {
    boolean recorded = incident.artefacts().stream().anyMatch(found -> found.kind() == kind);
    return recorded && (!resumed || safekeeping.holds(incident, kind));
  }

  private void take(Claim claim, ArtefactKind kind) throws InterruptedException {
    JvmTarget target = claim.incident().target().orElseThrow().jvm();
    List<Artefact> artefacts = source.capture(target, kind, claim.incident().id());
    stopIfCutShort(artefacts);
    artefacts.forEach(artefact -> incidents.record(claim, artefact));
  }

  /** What failed while the service stops says nothing about the pod: the next start asks again. */
  private static void stopIfCutShort(List<Artefact> artefacts) throws InterruptedException {
    boolean failed = artefacts.stream().anyMatch(found -> found.failure().isPresent());
    if (failed && Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("Interrupted while evidence was taken");
    }
  }

  private Incident newest(Claim claim) {
    return incidents.incident(claim.incident().id()).orElseThrow();
  }

  private StepOutcome conclude(Incident incident, Rule rule) {
    Optional<Reason> missing = Missing.from(incident, rule);
    if (missing.isPresent() && rule.response().whenEvidenceFails() == WhenEvidenceFails.KEEP) {
      return StepOutcome.giveUp(Outcome.EVIDENCE_FAILED, missing.get());
    }
    return safekeeping.secured(incident)
        ? StepOutcome.reach(incident, Stage.EVIDENCE_SECURED, clock.instant())
        : safekeeping.wait(incident);
  }
}
