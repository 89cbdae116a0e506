package io.selfheal.incident.ledger;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Target;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Intents and results of the steps, under a claim. */
final class ProgressRows {
  private static final String OPEN_INTENT =
      """
      SELECT count(*) FROM step
      WHERE incident = :incident AND name = :step AND ended_at IS NULL
      """;
  private static final String BEGIN =
      """
      INSERT INTO step (incident, name, begun_at) VALUES (:incident, :step, :now)
      ON CONFLICT (incident, name) DO UPDATE SET begun_at = excluded.begun_at, ended_at = NULL
      """;

  /** A save that only counts a failed attempt is no result: the step may have acted. */
  private static final String END =
      """
      UPDATE step SET ended_at = :now
      WHERE incident = :incident AND ended_at IS NULL
        AND :attempts <= (SELECT attempts FROM incident WHERE id = :incident)
      """;

  private static final String HOLDER =
      """
      SELECT id FROM incident
      WHERE pod_uid = :pod AND container_id = :container AND stage <> 'CLOSED' AND id <> :incident
      """;
  private static final String PROGRESS =
      "SELECT progress, due_at FROM incident WHERE id = :incident";
  private static final String SAVE =
      """
      UPDATE incident SET stage = :stage, due_at = :dueAt, deferred = :deferred,
        attempts = :attempts, progress = :progress, workload = :workload, pod_uid = :pod,
        container_id = :container, target = :target, asks = :asks
      WHERE id = :incident
      """;

  private final Handle handle;
  private final Instant now;

  ProgressRows(Handle handle, Instant now) {
    this.handle = handle;
    this.now = now;
  }

  Claim begin(Claim claim, String step) {
    new ClaimRows(handle).fence(claim);
    String incident = claim.incident().id();
    int open =
        handle
            .createQuery(OPEN_INTENT)
            .bind("incident", incident)
            .bind("step", step)
            .mapTo(Integer.class)
            .one();
    handle
        .createUpdate(BEGIN)
        .bind("incident", incident)
        .bind("step", step)
        .bind("now", now)
        .execute();
    return open > 0 ? claim.resuming() : claim;
  }

  /** Whether people see a difference: a look that found nothing new is not worth a message. */
  private static boolean shows(Incident before, Incident next) {
    return before.stage() != next.stage()
        || !before
            .progress()
            .deferral()
            .map(Deferral::reason)
            .equals(next.progress().deferral().map(Deferral::reason));
  }

  /** The id of the incident that holds the container, or empty once it is saved. */
  Optional<String> save(Claim claim, Incident next) {
    new ClaimRows(handle).fence(claim);
    Optional<String> holder = next.closed() ? Optional.empty() : holder(next);
    if (holder.isEmpty()) {
      endStep(next);
      new AuditTrail(handle, now).saved(stored(next), next);
      update(next);
      if (shows(claim.incident(), next)) {
        new OutboxRows(handle, now).changed(next.id());
      }
    }
    return holder;
  }

  Optional<Denial> saveIf(Claim claim, Incident next, FactCheck check) {
    new ClaimRows(handle).fence(claim);
    Optional<Denial> denial = check.deny(new FactRows(handle, now).about(next));
    if (denial.isEmpty()) {
      save(claim, next).ifPresent(holder -> refuse(next, holder));
    }
    return denial;
  }

  private static void refuse(Incident next, String holder) {
    throw new LedgerException(
        "Cannot save incident "
            + next.id()
            + ": "
            + holder
            + " holds its container; join that one");
  }

  private Progress stored(Incident incident) {
    return handle
        .createQuery(PROGRESS)
        .bind("incident", incident.id())
        .map((row, context) -> IncidentMapper.progress(row))
        .one();
  }

  private Optional<String> holder(Incident next) {
    return next.target()
        .flatMap(
            target ->
                handle
                    .createQuery(HOLDER)
                    .bind("pod", target.pod().uid())
                    .bind("container", target.jvm().containerId())
                    .bind("incident", next.id())
                    .mapTo(String.class)
                    .findOne());
  }

  private void endStep(Incident next) {
    handle
        .createUpdate(END)
        .bind("now", now)
        .bind("incident", next.id())
        .bind("attempts", next.progress().attempts())
        .execute();
  }

  private void update(Incident next) {
    Progress progress = next.progress();
    Optional<Target> target = next.target();
    handle
        .createUpdate(SAVE)
        .bind("incident", next.id())
        .bind("stage", progress.stage().name())
        .bind("dueAt", progress.dueAt())
        .bind("deferred", progress.deferral().isPresent() ? 1 : 0)
        .bind("attempts", progress.attempts())
        .bind("progress", ProgressJson.write(progress))
        .bind("workload", target.map(found -> found.workload().toString()))
        .bind("pod", target.map(found -> found.pod().uid()))
        .bind("container", target.map(found -> found.jvm().containerId()))
        .bind("target", target.map(TargetJson::write))
        .bind("asks", next.asks() ? 1 : 0)
        .execute();
  }
}
