package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Reason;
import io.selfheal.incident.StepOutcome;
import io.selfheal.storage.LocalSpool;
import java.time.Clock;
import java.time.Duration;

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

  /** Whether an earlier run has this kind already, every file of it whole or known to fail. */
  boolean holds(Incident incident, ArtefactKind kind) {
    return incident.artefacts().stream()
        .filter(artefact -> artefact.kind() == kind)
        .allMatch(artefact -> settled(incident, artefact));
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

  private boolean settled(Incident incident, Artefact artefact) {
    return artefact.state() == ArtefactState.UPLOADED
        || artefact.state() == ArtefactState.FAILED
        || artefact
            .content()
            .map(content -> spool.holds(incident.id(), artefact.fileName(), content))
            .orElse(false);
  }
}
