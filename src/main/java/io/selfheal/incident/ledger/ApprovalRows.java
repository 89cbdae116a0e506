package io.selfheal.incident.ledger;

import io.selfheal.config.Slug;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Approval.Answer;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Reason;
import io.selfheal.kubernetes.PodRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What people were asked, and what they said: a row is written once, and its answer once. */
final class ApprovalRows {
  private static final String ASK =
      """
      INSERT INTO approval (incident, namespace, pod, pod_uid, container, container_id, question,
        asked_at, expires_at)
      VALUES (:incident, :namespace, :pod, :uid, :container, :containerId, :question, :now, :end)
      ON CONFLICT (incident) DO NOTHING
      """;
  private static final String DECIDE =
      """
      UPDATE approval SET decision = :decision, decided_by = :by, decided_at = :at
      WHERE incident = :incident AND decision IS NULL AND expires_at > :at
        AND EXISTS (SELECT 1 FROM incident
          WHERE incident.id = approval.incident AND incident.stage <> 'CLOSED')
      """;

  private static final String SELECT =
      """
      SELECT approval.incident, approval.namespace, approval.pod, approval.pod_uid,
        approval.container, approval.container_id, approval.question, approval.asked_at,
        approval.expires_at, approval.decision, approval.decided_by, approval.decided_at
      FROM approval
      """;
  private static final String FIND = SELECT + "WHERE approval.incident = :incident";
  private static final String OPEN =
      SELECT
          + """
            JOIN incident ON incident.id = approval.incident
            WHERE approval.decision IS NULL AND approval.expires_at > :now
              AND incident.stage <> 'CLOSED'
            ORDER BY approval.asked_at, approval.incident
            """;

  private final Handle handle;
  private final Instant now;

  ApprovalRows(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  Approval ask(Claim claim, String question, Duration open) {
    new ClaimRows(handle).fence(claim);
    Incident incident = claim.incident();
    boolean first = insert(incident, question, now.plus(open));
    Approval stands = find(incident.id()).orElseThrow();
    if (first) {
      new AuditTrail(handle, now).asked(incident, stands);
    }
    return stands;
  }

  Optional<Reason> decide(String id, Decision decision, String by) {
    Answer answer = new Answer(decision, by, now);
    if (update(id, answer) == 0) {
      return Optional.of(objection(id));
    }
    IncidentRows incidents = new IncidentRows(handle);
    incidents.bringForward(List.of(id), now);
    new OutboxRows(handle, now).changed(id);
    Incident incident = incidents.find(id).orElseThrow();
    new AuditTrail(handle, now).decided(incident, answer);
    return Optional.empty();
  }

  Optional<Approval> find(String incident) {
    return handle
        .createQuery(FIND)
        .bind("incident", incident)
        .map(ApprovalRows::approval)
        .findOne();
  }

  List<Approval> open() {
    return handle.createQuery(OPEN).bind("now", now).map(ApprovalRows::approval).list();
  }

  private boolean insert(Incident incident, String question, Instant end) {
    JvmTarget target = target(incident);
    int rows =
        handle
            .createUpdate(ASK)
            .bind("incident", incident.id())
            .bind("namespace", target.pod().namespace())
            .bind("pod", target.pod().name())
            .bind("uid", target.pod().uid())
            .bind("container", target.container())
            .bind("containerId", target.containerId())
            .bind("question", question)
            .bind("now", now)
            .bind("end", end)
            .execute();
    return rows > 0;
  }

  private static JvmTarget target(Incident incident) {
    return incident
        .target()
        .orElseThrow(
            () ->
                new LedgerException(
                    "Cannot ask about incident "
                        + incident.id()
                        + ": it is bound to no pod; bind it first"))
        .jvm();
  }

  private int update(String id, Answer answer) {
    return handle
        .createUpdate(DECIDE)
        .bind("incident", id)
        .bind("decision", Slug.of(answer.decision()))
        .bind("by", answer.by())
        .bind("at", answer.at())
        .execute();
  }

  private Reason objection(String id) {
    Optional<Approval> asked = find(id);
    if (asked.isEmpty()) {
      return new Reason("approval-unknown", "Incident '" + id + "' has not asked anything.");
    }
    return asked
        .get()
        .objection(now)
        .orElseGet(
            () -> new Reason("approval-closed", "Incident " + id + " is over: nothing is done."));
  }

  private static Approval approval(ResultSet row, StatementContext context) throws SQLException {
    return new Approval(
        row.getString("incident"),
        target(row),
        row.getString("question"),
        Instant.parse(row.getString("asked_at")),
        Instant.parse(row.getString("expires_at")),
        answer(row));
  }

  private static JvmTarget target(ResultSet row) throws SQLException {
    PodRef pod =
        new PodRef(row.getString("namespace"), row.getString("pod"), row.getString("pod_uid"));
    return new JvmTarget(pod, row.getString("container"), row.getString("container_id"));
  }

  /** A decision that is not understood, as a newer version may write it, removes no pod. */
  private static Optional<Answer> answer(ResultSet row) throws SQLException {
    String decision = row.getString("decision");
    if (decision == null) {
      return Optional.empty();
    }
    boolean terminate = decision.equals(Slug.of(Decision.TERMINATE));
    return Optional.of(
        new Answer(
            terminate ? Decision.TERMINATE : Decision.KEEP,
            row.getString("decided_by"),
            Instant.parse(row.getString("decided_at"))));
  }
}
