package io.selfheal.incident.ledger;

import io.selfheal.incident.Approval;
import io.selfheal.incident.Claim;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.incident.LedgerFacts.AtWork;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Target;
import io.selfheal.incident.Terminations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What was terminated, by whom, and what is going on: the facts that gates ask for. */
final class FactRows {
  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

  /**
   * What has its evidence, and waits for a gate, is not at work: a storm would soon let nothing
   * more be captured. It is again once it holds its pod's termination.
   */
  private static final String FACTS =
      """
      SELECT count(*) FILTER (WHERE workload = :workload) AS on_workload, count(*) AS in_all,
        (SELECT max(artefact.recorded_at)
         FROM incident other JOIN artefact ON artefact.incident = other.id
         WHERE other.workload = :workload AND other.id <> :incident) AS last_capture
      FROM incident
      WHERE stage IN ('ADMITTED', 'EVIDENCE_SECURED', 'POD_TERMINATED', 'RECOVERY_OBSERVED')
        AND id <> :incident
        AND (stage <> 'EVIDENCE_SECURED' OR deferred = 0 OR EXISTS (
          SELECT 1 FROM termination
          WHERE termination.pod_uid = incident.pod_uid AND termination.incident = incident.id))
      """;

  /** The mark of a resolved alert is on open incidents only; of a closed one the inbox knows. */
  private static final String FIRING =
      """
      SELECT count(*) FROM incident JOIN alert ON alert.number = incident.alert
      WHERE workload = :workload AND rule = :rule AND pod_uid <> :pod
        AND starts_at > :since AND resolved_at IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM alert resolved
          WHERE resolved.fingerprint = alert.fingerprint
            AND resolved.starts_at >= alert.starts_at AND resolved.status = 'RESOLVED')
      """;

  private static final String TERMINATED_BY =
      "SELECT incident FROM termination WHERE pod_uid = :pod";
  private static final String RESERVED_AT =
      "SELECT reserved_at FROM termination WHERE pod_uid = :pod AND incident = :incident";

  private static final String RESERVE =
      """
      INSERT INTO termination (pod_uid, incident, workload, namespace, reserved_at)
      VALUES (:pod, :incident, :workload, :namespace, :now)
      """;
  private static final String CANCEL = "DELETE FROM termination WHERE incident = :incident";

  private final Handle handle;
  private final Instant now;

  FactRows(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  LedgerFacts about(Incident incident) {
    Terminations terminations = new TerminationRows(handle).around(incident);
    Optional<Approval> approval = new ApprovalRows(handle, now).find(incident.id());
    List<Instant> arrivals = new ArrivalRows(handle).newest();
    String workload = incident.target().map(target -> target.workload().toString()).orElse("");
    return handle
        .createQuery(FACTS)
        .bind("workload", workload)
        .bind("incident", incident.id())
        .map((row, context) -> facts(row, terminations, arrivals, approval))
        .one();
  }

  private static LedgerFacts facts(
      ResultSet row, Terminations terminations, List<Instant> arrivals, Optional<Approval> approval)
      throws SQLException {
    return new LedgerFacts(
        terminations,
        instant(row, "last_capture"),
        new AtWork(row.getInt("on_workload"), row.getInt("in_all")),
        arrivals,
        approval);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Instant::parse);
  }

  boolean firesAgain(Incident incident, Instant since) {
    Target target = targetOf(incident);
    return handle
            .createQuery(FIRING)
            .bind("workload", target.workload().toString())
            .bind("rule", incident.origin().rule())
            .bind("pod", target.pod().uid())
            .bind("since", since)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  Optional<Denial> reserve(Claim claim, FactCheck check) {
    new ClaimRows(handle).fence(claim);
    Incident incident = claim.incident();
    Target target = targetOf(incident);
    Optional<String> by = terminatedBy(target);
    if (by.isPresent()) {
      return by.filter(other -> !other.equals(incident.id())).map(other -> taken(target, other));
    }
    Optional<Denial> denial = check.deny(about(incident));
    if (denial.isEmpty()) {
      insert(incident, target);
      new AuditTrail(handle, now).terminationReserved(incident);
    }
    return denial;
  }

  Optional<Instant> reservedBy(Incident incident) {
    return handle
        .createQuery(RESERVED_AT)
        .bind("pod", targetOf(incident).pod().uid())
        .bind("incident", incident.id())
        .mapTo(Instant.class)
        .findOne();
  }

  void cancel(Claim claim) {
    new ClaimRows(handle).fence(claim);
    int rows = handle.createUpdate(CANCEL).bind("incident", claim.incident().id()).execute();
    if (rows > 0) {
      new AuditTrail(handle, now).terminationCancelled(claim.incident());
    }
  }

  private static Target targetOf(Incident incident) {
    return incident
        .target()
        .orElseThrow(
            () ->
                new LedgerException(
                    "Cannot tell the pod of incident "
                        + incident.id()
                        + ": it is bound to none; bind it first"));
  }

  private Optional<String> terminatedBy(Target target) {
    return handle
        .createQuery(TERMINATED_BY)
        .bind("pod", target.pod().uid())
        .mapTo(String.class)
        .findOne();
  }

  /** The other one may still give it back, so it is worth asking again. */
  private Denial taken(Target target, String by) {
    String sentence = "Incident " + by + " already terminates pod " + target.pod() + ".";
    return Denial.until(now.plus(ASK_AGAIN), new Reason("already-terminated", sentence));
  }

  private void insert(Incident incident, Target target) {
    handle
        .createUpdate(RESERVE)
        .bind("pod", target.pod().uid())
        .bind("incident", incident.id())
        .bind("workload", target.workload().toString())
        .bind("namespace", target.workload().namespace())
        .bind("now", now)
        .execute();
  }
}
