package io.selfheal.incident.ledger;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Approval.Answer;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Switch.Paused;
import io.selfheal.incident.ledger.MemoryTables.IncidentRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people were asked, and whether they have stopped the responder. */
final class MemoryQuestions {
  private final MemoryTables tables;
  private final Instant now;

  MemoryQuestions(MemoryTables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  Approval ask(Claim claim, String question, Duration open) {
    new MemoryProgress(tables, now).fence(claim);
    Incident incident = claim.incident();
    JvmTarget target =
        incident
            .target()
            .orElseThrow(() -> new LedgerException("Cannot ask about " + incident.id()))
            .jvm();
    Approval asked =
        new Approval(incident.id(), target, question, now, now.plus(open), Optional.empty());
    tables.approvals.putIfAbsent(incident.id(), asked);
    return tables.approvals.get(incident.id());
  }

  Optional<Reason> decide(String id, Approval.Decision decision, String by) {
    Approval asked = tables.approvals.get(id);
    if (asked == null) {
      return Optional.of(new Reason("approval-unknown", "Incident " + id + " asked nothing."));
    }
    Optional<Reason> objection = asked.objection(now);
    IncidentRow row = tables.incidents.get(id);
    if (objection.isPresent() || !row.open()) {
      return objection.or(() -> Optional.of(new Reason("approval-closed", id + " is over.")));
    }
    tables.approvals.put(id, answered(asked, new Answer(decision, by, now)));
    tables.put(row.forward(now));
    new MemoryOutbox(tables, now).changed(id);
    return Optional.empty();
  }

  List<Approval> open() {
    return tables.approvals.values().stream()
        .filter(asked -> asked.objection(now).isEmpty())
        .filter(asked -> tables.incidents.get(asked.incident()).open())
        .toList();
  }

  Paused pause(String by, String reason) {
    tables.paused = tables.paused.or(() -> Optional.of(new Paused(by, reason, now)));
    return tables.paused.orElseThrow();
  }

  Optional<Paused> resume() {
    Optional<Paused> stood = tables.paused;
    tables.paused = Optional.empty();
    return stood;
  }

  private static Approval answered(Approval asked, Answer answer) {
    return new Approval(
        asked.incident(),
        asked.target(),
        asked.question(),
        asked.askedAt(),
        asked.expiresAt(),
        Optional.of(answer));
  }
}
