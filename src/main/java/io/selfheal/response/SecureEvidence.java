package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Wanted;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Step;
import io.selfheal.incident.StepOutcome;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.rules.CaptureRequest;
import io.selfheal.rules.Mode;
import io.selfheal.rules.Rule;
import io.selfheal.safety.Situation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes what the rule lists, cheap things first. The files of one kind are put on record together,
 * as soon as they are verified: one of two thread dumps would count as all there is. Before each
 * kind the gates are asked whether it may still be taken. Without all that is required there is no
 * way to the termination, unless the rule says so.
 */
final class SecureEvidence implements Step {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Reason NODE_BUSY =
      new Reason("node-busy", "Another large file comes off the pod's node just now.");

  private final EvidenceSource source;
  private final NodeTurns turns;
  private final Safekeeping safekeeping;
  private final Incidents incidents;
  private final Judge judge;
  private final Trouble trouble;

  SecureEvidence(
      EvidenceSource source,
      NodeTurns turns,
      Safekeeping safekeeping,
      Incidents incidents,
      Judge judge,
      Trouble trouble) {
    this.source = source;
    this.turns = turns;
    this.safekeeping = safekeeping;
    this.incidents = incidents;
    this.judge = judge;
    this.trouble = trouble;
  }

  @Override
  public Stage from() {
    return Stage.ADMITTED;
  }

  @Override
  public StepOutcome run(Claim claim) throws InterruptedException {
    Optional<Rule> rule = judge.rule(claim.incident());
    if (rule.isEmpty()) {
      return RuleGone.refuse(claim.incident());
    }
    if (rule.get().mode() == Mode.OBSERVE) {
      return StepOutcome.giveUp(
          Outcome.OBSERVED, new Reason("mode", "The rule's mode became observe meanwhile."));
    }
    try {
      Optional<StepOutcome> stopped = takeAll(claim, rule.get());
      return stopped.isPresent() ? stopped.get() : conclude(newest(claim), rule.get());
    } catch (ClusterException e) {
      return trouble.cluster(claim.incident(), e);
    }
  }

  private Optional<StepOutcome> takeAll(Claim claim, Rule rule)
      throws ClusterException, InterruptedException {
    for (CaptureRequest request : inOrder(rule)) {
      if (!taken(claim, request.kind())) {
        Optional<StepOutcome> stopped = takeUnlessStopped(claim, rule, request);
        if (stopped.isPresent()) {
          return stopped;
        }
      }
    }
    return Optional.empty();
  }

  /** The one before may have taken half an hour: a pause or a resolved is heard in between. */
  private Optional<StepOutcome> takeUnlessStopped(Claim claim, Rule rule, CaptureRequest request)
      throws ClusterException, InterruptedException {
    Situation situation = judge.situation(claim.incident(), rule);
    Optional<StepOutcome> stopped =
        trouble.stopped(situation.incident(), judge.verdictOnCapture(situation));
    if (stopped.isPresent()) {
      return stopped;
    }
    Optional<NodeTurns.Turn> turn = turn(situation, request.kind());
    if (turn.isEmpty()) {
      return Optional.of(trouble.defer(situation.incident(), NODE_BUSY, situation.in(AGAIN)));
    }
    NodeTurns.Turn held = turn.get();
    try (held) {
      take(claim, rule.response().evidence().wanted(request));
    }
    return Optional.empty();
  }

  private Optional<NodeTurns.Turn> turn(Situation situation, ArtefactKind kind) {
    Optional<String> node =
        situation.cluster().pod().filter(pod -> kind.large()).flatMap(pod -> pod.meta().node());
    return turns.take(node);
  }

  private static List<CaptureRequest> inOrder(Rule rule) {
    return rule.response().capture().stream()
        .sorted(Comparator.comparing(CaptureRequest::kind))
        .toList();
  }

  /**
   * What is on record is not asked for again, failed or not: each time may stop the JVM. Only after
   * a crash are the files themselves read.
   */
  private boolean taken(Claim claim, ArtefactKind kind) {
    Incident incident = newest(claim);
    return claim.resumed() ? safekeeping.holds(incident, kind) : safekeeping.has(incident, kind);
  }

  private void take(Claim claim, Wanted wanted) throws InterruptedException {
    JvmTarget target = claim.incident().target().orElseThrow().jvm();
    List<Artefact> artefacts = source.capture(target, wanted, claim.incident().id());
    stopIfCutShort(artefacts);
    incidents.record(claim, artefacts);
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
    return safekeeping
        .stopped(incident, rule)
        .orElseGet(() -> StepOutcome.reach(incident, Stage.EVIDENCE_SECURED, judge.now()));
  }
}
