package io.selfheal.incident.ledger;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Uploads.Backlog;
import io.selfheal.incident.Uploads.PendingUpload;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/**
 * The artefacts, and how far their uploads are. News of an upload is for the bytes that were
 * uploaded: where the artefact was recorded anew meanwhile, it changes nothing.
 */
final class ArtefactRows {
  private static final String RECORD =
      """
      INSERT INTO artefact (incident, file_name, state, bytes, sha256, artefact, recorded_at, holder)
      VALUES (:incident, :fileName, :state, :bytes, :sha256, :artefact, :now, :holder)
      ON CONFLICT (incident, file_name) DO UPDATE SET
        state = excluded.state, bytes = excluded.bytes, sha256 = excluded.sha256,
        artefact = excluded.artefact, recorded_at = excluded.recorded_at, holder = excluded.holder,
        upload_session = NULL, upload_attempts = 0, upload_failure = NULL, retry_at = NULL
      """;
  private static final String OF_INCIDENT =
      "SELECT artefact FROM artefact WHERE incident = :incident";
  private static final String REMOVE =
      "DELETE FROM artefact WHERE incident = :incident AND file_name = :fileName";
  private static final String DUE =
      "SELECT "
          + IncidentMapper.COLUMNS
          + """
            , due.artefact AS due_artefact, due.upload_session, due.upload_attempts
            FROM artefact due
            JOIN incident ON incident.id = due.incident JOIN alert ON alert.number = incident.alert
            WHERE due.state = 'VERIFIED' AND due.holder = :holder
              AND (due.retry_at IS NULL OR due.retry_at <= :now)
            ORDER BY due.number LIMIT :most
            """;
  private static final String THESE_BYTES =
      """
      WHERE incident = :incident AND file_name = :fileName
        AND state = 'VERIFIED' AND sha256 = :sha256
      """;
  private static final String SESSION =
      "UPDATE artefact SET upload_session = :session " + THESE_BYTES;
  private static final String UPLOADED =
      "UPDATE artefact SET state = :state, artefact = :artefact, upload_session = NULL "
          + THESE_BYTES;
  private static final String REMARK = "UPDATE artefact SET artefact = :artefact " + THESE_BYTES;
  private static final String FAILED =
      "UPDATE artefact SET upload_attempts = upload_attempts + 1, upload_failure = :failure,"
          + " retry_at = :retryAt "
          + THESE_BYTES;
  private static final String BACKLOG =
      """
      SELECT count(*) AS artefacts, coalesce(sum(bytes), 0) AS bytes, min(recorded_at) AS oldest
      FROM artefact WHERE state = 'VERIFIED'
      """;

  private final Handle handle;
  private final Member self;

  ArtefactRows(Handle handle, Member self) {
    this.handle = handle;
    this.self = self;
  }

  void record(Claim claim, List<Artefact> artefacts, Instant now) {
    new ClaimRows(handle).fence(claim);
    add(claim.incident(), artefacts, now);
    new FindingRows(handle, self).forget(claim.incident());
    new OutboxRows(handle, now).changed(claim.incident().id());
  }

  /** For files that we write about the others: they change nothing of the incident. */
  void add(Incident incident, List<Artefact> artefacts, Instant now) {
    artefacts.forEach(artefact -> record(incident.id(), artefact, now));
    removeOthers(incident.id(), artefacts);
    new AuditTrail(handle, now).recorded(incident, artefacts);
  }

  /** A kind that is taken again may have other files: a dump that was compressed is so no more. */
  private void removeOthers(String incident, List<Artefact> artefacts) {
    Set<ArtefactKind> kinds = artefacts.stream().map(Artefact::kind).collect(Collectors.toSet());
    Set<String> files = artefacts.stream().map(Artefact::fileName).collect(Collectors.toSet());
    of(incident).stream()
        .filter(other -> kinds.contains(other.kind()) && !files.contains(other.fileName()))
        .forEach(other -> remove(incident, other));
  }

  private List<Artefact> of(String incident) {
    return handle
        .createQuery(OF_INCIDENT)
        .bind("incident", incident)
        .mapTo(String.class)
        .map(ArtefactJson::read)
        .list();
  }

  private void remove(String incident, Artefact artefact) {
    handle
        .createUpdate(REMOVE)
        .bind("incident", incident)
        .bind("fileName", artefact.fileName())
        .execute();
  }

  private void record(String incident, Artefact artefact, Instant now) {
    these(RECORD, incident, artefact)
        .bind("state", artefact.state().name())
        .bind("bytes", artefact.content().map(Artefact.Content::bytes).orElse(0L))
        .bind("artefact", ArtefactJson.write(artefact))
        .bind("now", now)
        .bind("holder", self.spool())
        .execute();
  }

  List<PendingUpload> due(Instant now, int most) {
    return handle
        .createQuery(DUE)
        .bind("holder", self.spool())
        .bind("now", now)
        .bind("most", most)
        .map(ArtefactRows::pending)
        .list();
  }

  void session(PendingUpload upload, Optional<String> session) {
    these(SESSION, upload).bind("session", session).execute();
  }

  void uploaded(PendingUpload upload, URI link, Instant now) {
    Artefact after = upload.artefact().uploadedTo(link);
    int rows =
        these(UPLOADED, upload)
            .bind("state", after.state().name())
            .bind("artefact", ArtefactJson.write(after))
            .execute();
    if (rows > 0) {
      new AuditTrail(handle, now).uploaded(upload.incident(), after);
      new OutboxRows(handle, now).changed(upload.incident().id());
    }
  }

  void failed(PendingUpload upload, Reason reason, Instant retryAt) {
    these(FAILED, upload)
        .bind("failure", reason.code() + ": " + reason.sentence())
        .bind("retryAt", retryAt)
        .execute();
  }

  void remark(PendingUpload upload, String remark, Instant now) {
    String text = ArtefactJson.write(upload.artefact().withRemark(remark));
    if (these(REMARK, upload).bind("artefact", text).execute() > 0) {
      new OutboxRows(handle, now).changed(upload.incident().id());
    }
  }

  Backlog backlog() {
    return handle.createQuery(BACKLOG).map(ArtefactRows::waiting).one();
  }

  private static Backlog waiting(ResultSet row, StatementContext context) throws SQLException {
    return new Backlog(
        row.getInt("artefacts"),
        row.getLong("bytes"),
        Optional.ofNullable(row.getString("oldest")).map(Instant::parse));
  }

  private Update these(String sql, PendingUpload upload) {
    return these(sql, upload.incident().id(), upload.artefact());
  }

  private Update these(String sql, String incident, Artefact artefact) {
    return handle
        .createUpdate(sql)
        .bind("incident", incident)
        .bind("fileName", artefact.fileName())
        .bind("sha256", artefact.content().map(Artefact.Content::sha256).orElse(""));
  }

  private static PendingUpload pending(ResultSet row, StatementContext context)
      throws SQLException {
    return new PendingUpload(
        new IncidentMapper().map(row, context),
        ArtefactJson.read(row.getString("due_artefact")),
        Optional.ofNullable(row.getString("upload_session")),
        row.getInt("upload_attempts"));
  }
}
