package io.selfheal.incident.ledger;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Origin;
import io.selfheal.incident.Outbox.Posting;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.incident.Outboxes;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Switch.Paused;
import io.selfheal.incident.Target;
import io.selfheal.kubernetes.WorkloadRef;
import io.selfheal.triage.Finding;
import io.selfheal.triage.Precedent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of {@link MemoryLedger} at one moment. Rows never change, so that a copy is cheap. */
final class MemoryTables {
  record AlertKey(Fingerprint fingerprint, Instant startsAt, AlertStatus status) {
    AlertKey with(AlertStatus other) {
      return new AlertKey(fingerprint, startsAt, other);
    }
  }

  record AlertRow(Alert alert, Instant receivedAt) {}

  record FiringRow(Instant since, Instant lastSeen) {}

  record Holding(boolean claimed, long epoch) {
    static final Holding NOBODY = new Holding(false, 0);
  }

  record IncidentRow(
      long number,
      KnownIncident known,
      AlertKey alert,
      Origin origin,
      Optional<Target> target,
      Progress progress,
      Holding holding) {
    String id() {
      return known.id();
    }

    String namespace() {
      return known.namespace();
    }

    Stage stage() {
      return progress.stage();
    }

    boolean open() {
      return stage() != Stage.CLOSED;
    }

    boolean of(String workload) {
      return target.map(found -> found.workload().toString().equals(workload)).orElse(false);
    }

    IncidentRow held(Holding by) {
      return new IncidentRow(number, known, alert, origin, target, progress, by);
    }

    IncidentRow saved(Incident next) {
      return new IncidentRow(number, known, alert, origin, next.target(), next.progress(), holding);
    }

    IncidentRow resolved(Instant at) {
      Origin marked =
          new Origin(origin.alert(), origin.rule(), origin.receivedAt(), Optional.of(at));
      return new IncidentRow(number, known, alert, marked, target, progress, holding);
    }

    /** Due now, if it only waits for a gate. */
    IncidentRow forward(Instant now) {
      if (progress.deferral().isEmpty() || !progress.dueAt().isAfter(now)) {
        return this;
      }
      Progress sooner =
          new Progress(
              progress.reached(),
              progress.attempts(),
              now,
              progress.deferral(),
              progress.conclusion());
      return new IncidentRow(number, known, alert, origin, target, sooner, holding);
    }
  }

  record StepKey(String incident, String step) {}

  record UploadState(Optional<String> session, int attempts, Optional<Instant> retryAt) {
    static final UploadState NEW = new UploadState(Optional.empty(), 0, Optional.empty());
  }

  record ArtefactRow(
      long number, String incident, Artefact artefact, Instant recordedAt, UploadState upload) {
    boolean verified() {
      return artefact.state() == ArtefactState.VERIFIED;
    }

    ArtefactRow with(UploadState newer) {
      return new ArtefactRow(number, incident, artefact, recordedAt, newer);
    }
  }

  record TerminationRow(String incident, String workload, String namespace, Instant reservedAt) {}

  record OutboxKey(String incident, String notifier) {}

  record OutboxRow(
      long version,
      long told,
      Instant changedAt,
      int attempts,
      Optional<Instant> retryAt,
      List<Posting> postings,
      Repeats repeats) {
    boolean open() {
      return told < version;
    }

    OutboxRow changed(Instant now, Repeats newer) {
      return new OutboxRow(
          version + 1, told, open() ? changedAt : now, attempts, retryAt, postings, newer);
    }

    OutboxRow with(Repeats newer) {
      return new OutboxRow(version, told, changedAt, attempts, retryAt, postings, newer);
    }

    OutboxRow with(List<Posting> newer) {
      return new OutboxRow(version, told, changedAt, attempts, retryAt, newer, repeats);
    }

    OutboxRow failed(Instant again) {
      return new OutboxRow(
          version, told, changedAt, attempts + 1, Optional.of(again), postings, repeats);
    }

    OutboxRow told(long upTo, Instant now) {
      return new OutboxRow(
          version, Math.max(told, upTo), now, 0, Optional.empty(), postings, repeats);
    }
  }

  record TriageRow(List<Finding> findings, boolean finished) {}

  record SaidRow(Instant saidAt, String incident) {}

  final Map<AlertKey, AlertRow> alerts;
  final Map<Fingerprint, FiringRow> firing;
  final Map<String, IncidentRow> incidents;
  final Map<AlertKey, String> incidentOf;

  /** Intents without a result. */
  final Map<StepKey, Instant> intents;

  final Map<Long, ArtefactRow> artefacts;
  final Map<String, TerminationRow> terminations;
  final Map<OutboxKey, OutboxRow> outbox;
  final Set<String> notifiers;
  final Map<String, SaidRow> said;
  final Map<String, Approval> approvals;
  final Map<String, TriageRow> triage;
  final Map<String, Instant> beats;
  Optional<Paused> paused = Optional.empty();

  /** The namespace that was worked on last. */
  String turn = "";

  long numbers;

  MemoryTables() {
    alerts = new HashMap<>();
    firing = new HashMap<>();
    incidents = new LinkedHashMap<>();
    incidentOf = new HashMap<>();
    intents = new HashMap<>();
    artefacts = new TreeMap<>();
    terminations = new LinkedHashMap<>();
    outbox = new LinkedHashMap<>();
    notifiers = new TreeSet<>(Set.of(Outboxes.FIRST));
    said = new HashMap<>();
    approvals = new LinkedHashMap<>();
    triage = new LinkedHashMap<>();
    beats = new HashMap<>();
  }

  private MemoryTables(MemoryTables other) {
    alerts = new HashMap<>(other.alerts);
    firing = new HashMap<>(other.firing);
    incidents = new LinkedHashMap<>(other.incidents);
    incidentOf = new HashMap<>(other.incidentOf);
    intents = new HashMap<>(other.intents);
    artefacts = new TreeMap<>(other.artefacts);
    terminations = new LinkedHashMap<>(other.terminations);
    outbox = new LinkedHashMap<>(other.outbox);
    notifiers = new TreeSet<>(other.notifiers);
    said = new HashMap<>(other.said);
    approvals = new LinkedHashMap<>(other.approvals);
    triage = new LinkedHashMap<>(other.triage);
    beats = new HashMap<>(other.beats);
    paused = other.paused;
    turn = other.turn;
    numbers = other.numbers;
  }

  MemoryTables copy() {
    return new MemoryTables(this);
  }

  long number() {
    numbers++;
    return numbers;
  }

  void put(IncidentRow row) {
    incidents.put(row.id(), row);
  }

  Optional<Incident> incident(String id) {
    return Optional.ofNullable(incidents.get(id)).map(this::incident);
  }

  Incident incident(IncidentRow row) {
    List<Artefact> taken = artefactsOf(row.id()).stream().map(ArtefactRow::artefact).toList();
    return new Incident(row.id(), row.origin, row.target, row.progress, taken);
  }

  boolean isExpected(String incident) {
    return triage.containsKey(incident) && !triage.get(incident).finished();
  }

  boolean isUnread(String incident) {
    return triage.containsKey(incident)
        ? isExpected(incident)
        : incidents.get(incident).stage().compareTo(Stage.EVIDENCE_SECURED) < 0;
  }

  List<Precedent> precedents(String incident) {
    List<Precedent> all = new ArrayList<>();
    for (IncidentRow row : incidents.values()) {
      if (row.id().equals(incident)) {
        break;
      }
      boolean finished = triage.containsKey(row.id()) && triage.get(row.id()).finished();
      if (finished && workload(row).equals(workload(incidents.get(incident)))) {
        Instant at = row.origin.receivedAt();
        all.add(0, new Precedent(row.id(), at, triage.get(row.id()).findings()));
      }
    }
    return all;
  }

  private static Optional<WorkloadRef> workload(IncidentRow row) {
    return row.target.map(Target::workload);
  }

  List<ArtefactRow> artefactsOf(String incident) {
    return artefacts.values().stream().filter(row -> row.incident.equals(incident)).toList();
  }
}
