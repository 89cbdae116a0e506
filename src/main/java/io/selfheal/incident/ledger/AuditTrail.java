package io.selfheal.incident.ledger;

import io.selfheal.alert.Alert;
import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Switch.Paused;
import io.selfheal.incident.audit.AuditEvent;
import io.selfheal.incident.audit.AuditKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Says in the audit what a job changes, within that job's transaction: both are there, or none. */
final class AuditTrail {
  private final AuditRows rows;
  private final String at;

  AuditTrail(Handle handle, Instant now) {
    this.rows = new AuditRows(handle);
    this.at = InstantText.of(now);
  }

  /** One entry for all: a storm of ten thousand must not wait for as many hashes. */
  void opened(Map<Alert, KnownIncident> incidents) {
    String only = incidents.size() == 1 ? incidents.values().iterator().next().id() : "";
    rows.append(List.of(event(AuditKind.OPENED, only, AuditJson.opened(incidents))));
  }

  /** What is new to the ledger: an admission is saved with its facts, and again as a result. */
  void saved(Progress before, Incident next) {
    List<AuditEvent> events = new ArrayList<>();
    next.progress().reached().keySet().stream()
        .filter(stage -> !before.reached().containsKey(stage))
        .forEach(stage -> events.add(reached(stage, next)));
    next.progress()
        .deferral()
        .filter(deferral -> !reason(before).equals(Optional.of(deferral.reason())))
        .ifPresent(deferral -> events.add(deferred(deferral, next)));
    rows.append(events);
  }

  void terminationReserved(Incident incident) {
    append(AuditKind.TERMINATION_RESERVED, incident, AuditJson.target(incident));
  }

  void terminationCancelled(Incident incident) {
    append(AuditKind.TERMINATION_CANCELLED, incident, AuditJson.target(incident));
  }

  void recorded(Incident incident, List<Artefact> artefacts) {
    rows.append(
        artefacts.stream()
            .map(artefact -> AuditJson.artefact(artefact, incident))
            .map(what -> event(AuditKind.EVIDENCE_RECORDED, incident.id(), what))
            .toList());
  }

  void uploaded(Incident incident, Artefact artefact) {
    append(AuditKind.EVIDENCE_UPLOADED, incident, AuditJson.artefact(artefact, incident));
  }

  void removed(Incident incident, List<String> places, String why) {
    append(AuditKind.EVIDENCE_REMOVED, incident, AuditJson.removed(places, why, incident));
  }

  void asked(Incident incident, Approval approval) {
    append(AuditKind.APPROVAL_ASKED, incident, AuditJson.asked(approval, incident));
  }

  void decided(Incident incident, Approval.Answer answer) {
    append(AuditKind.APPROVAL_DECIDED, incident, AuditJson.decided(answer, incident));
  }

  void paused(Paused pause) {
    rows.append(List.of(event(AuditKind.PAUSED, "", AuditJson.paused(pause))));
  }

  void resumed(String by) {
    rows.append(List.of(event(AuditKind.RESUMED, "", AuditJson.resumed(by))));
  }

  private AuditEvent reached(Stage stage, Incident incident) {
    return stage == Stage.CLOSED
        ? event(AuditKind.CLOSED, incident.id(), AuditJson.closed(incident))
        : event(AuditKind.REACHED, incident.id(), AuditJson.reached(stage, incident));
  }

  private AuditEvent deferred(Deferral deferral, Incident incident) {
    return event(AuditKind.DEFERRED, incident.id(), AuditJson.deferred(deferral, incident));
  }

  private static Optional<Reason> reason(Progress progress) {
    return progress.deferral().map(Deferral::reason);
  }

  private void append(AuditKind kind, Incident incident, String what) {
    rows.append(List.of(event(kind, incident.id(), what)));
  }

  private AuditEvent event(AuditKind kind, String incident, String what) {
    return new AuditEvent(at, kind.slug(), incident, what);
  }
}
