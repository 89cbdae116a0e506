package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.StepOutcome;
import io.selfheal.rules.Rule;
import io.selfheal.safety.Missing;
import io.selfheal.storage.LocalSpool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether the pod may go as far as its evidence is concerned: all that the rule requires was taken,
 * and lies where the configuration wants it.
 */
final class Safekeeping {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final LocalSpool spool;
  private final SecuredBy securedBy;
  private final Incidents incidents;
  private final Trouble trouble;
  private final Clock clock;

  Safekeeping(
      LocalSpool spool, SecuredBy securedBy, Incidents incidents, Trouble trouble, Clock clock) {
    this.spool = spool;
    this.securedBy = securedBy;
    this.incidents = incidents;
    this.trouble = trouble;
    this.clock = clock;
  }

  /** Whether this kind is on record, and all that was verified of it lies in the spool still. */
  boolean has(Incident incident, ArtefactKind kind) {
    return has(incident, kind, artefact -> Files.exists(file(incident, artefact)));
  }

  /** As {@link #has}, and the spool's files have the very content that is on record. */
  boolean holds(Incident incident, ArtefactKind kind) {
    return has(incident, kind, artefact -> whole(incident, artefact));
  }

  /** What becomes of an incident whose evidence is not secured; empty when it is. */
  Optional<StepOutcome> stopped(Incident incident, Rule rule) {
    Optional<Reason> missing = Missing.from(incident, rule).or(() -> lost(incident, rule));
    if (missing.isPresent() && !rule.goesOnWithout()) {
      return Optional.of(StepOutcome.giveUp(Outcome.EVIDENCE_FAILED, missing.get()));
    }
    return secured(incident) ? trouble.overdue(incident) : Optional.of(wait(incident));
  }

  /** Whoever shares the ledger may have it in a spool of its own, or may be gone with it. */
  private Optional<Reason> lost(Incident incident, Rule rule) {
    return rule.response().capture().stream()
        .filter(request -> securedBy == SecuredBy.SPOOL && !request.optional())
        .filter(request -> !has(incident, request.kind()))
        .findFirst()
        .map(request -> lost(request.kind()));
  }

  private static Reason lost(ArtefactKind kind) {
    return new Reason(
        "evidence-lost",
        "The " + kind.slug() + " that was taken lies neither in this spool nor in the store.");
  }

  private boolean secured(Incident incident) {
    return securedBy == SecuredBy.SPOOL
        || incident.artefacts().stream()
            .filter(artefact -> !artefact.kind().written())
            .noneMatch(artefact -> artefact.state() == ArtefactState.VERIFIED);
  }

  private StepOutcome wait(Incident incident) {
    Reason reason =
        new Reason(
            "upload-pending", "The evidence is not in the store yet, and securedBy is upload.");
    return trouble.defer(incident, reason, clock.instant().plus(AGAIN));
  }

  private boolean has(Incident incident, ArtefactKind kind, Predicate<Artefact> inSpool) {
    List<Artefact> recorded =
        incident.artefacts().stream().filter(artefact -> artefact.kind() == kind).toList();
    return !recorded.isEmpty()
        && recorded.stream()
            .allMatch(
                artefact ->
                    moved(artefact)
                        || inSpool.test(artefact)
                        || movedMeanwhile(incident, artefact));
  }

  /** Of what failed, and of what the store has, nothing is to be in the spool. */
  private static boolean moved(Artefact artefact) {
    return artefact.state() != ArtefactState.VERIFIED;
  }

  /** The uploader marks a file, then deletes it: the record that we hold may be from before. */
  private boolean movedMeanwhile(Incident incident, Artefact artefact) {
    return incidents.incident(incident.id()).orElseThrow().artefacts().stream()
        .filter(newest -> newest.fileName().equals(artefact.fileName()))
        .anyMatch(Safekeeping::moved);
  }

  private boolean whole(Incident incident, Artefact artefact) {
    return spool.holds(incident.id(), artefact.fileName(), artefact.content().orElseThrow());
  }

  private Path file(Incident incident, Artefact artefact) {
    return spool.file(incident.id(), artefact.fileName());
  }
}
