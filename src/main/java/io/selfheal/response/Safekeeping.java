package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Reason;
import io.selfheal.incident.StepOutcome;
import io.selfheal.storage.LocalSpool;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Whether what was taken lies where the configuration wants it before the pod may go. */
final class Safekeeping {
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final LocalSpool spool;
  private final SecuredBy securedBy;
  private final Trouble trouble;
  private final Clock clock;

  Safekeeping(LocalSpool spool, SecuredBy securedBy, Trouble trouble, Clock clock) {
    this.spool = spool;
    this.securedBy = securedBy;
    this.trouble = trouble;
    this.clock = clock;
  }

  /** Whether this kind is on record, and all that was verified of it lies in the spool still. */
  boolean has(Incident incident, ArtefactKind kind) {
    List<Artefact> recorded = recorded(incident, kind);
    return !recorded.isEmpty()
        && recorded.stream().allMatch(artefact -> moved(artefact) || lies(incident, artefact));
  }

  /** As {@link #has}, and the spool's files have the very content that is on record. */
  boolean holds(Incident incident, ArtefactKind kind) {
    return has(incident, kind)
        && recorded(incident, kind).stream()
            .allMatch(artefact -> moved(artefact) || whole(incident, artefact));
  }

  boolean secured(Incident incident) {
    return securedBy == SecuredBy.SPOOL
        || incident.artefacts().stream()
            .noneMatch(artefact -> artefact.state() == ArtefactState.VERIFIED);
  }

  StepOutcome wait(Incident incident) {
    Reason reason =
        new Reason(
            "upload-pending", "The evidence is not in the store yet, and securedBy is upload.");
    return trouble.defer(incident, reason, clock.instant().plus(AGAIN));
  }

  private static List<Artefact> recorded(Incident incident, ArtefactKind kind) {
    return incident.artefacts().stream().filter(artefact -> artefact.kind() == kind).toList();
  }

  /** Of what failed, and of what the store has, nothing is to be in the spool. */
  private static boolean moved(Artefact artefact) {
    return artefact.state() != ArtefactState.VERIFIED;
  }

  private boolean lies(Incident incident, Artefact artefact) {
    return Files.exists(spool.file(incident.id(), artefact.fileName()));
  }

  private boolean whole(Incident incident, Artefact artefact) {
    return spool.holds(incident.id(), artefact.fileName(), artefact.content().orElseThrow());
  }
}
