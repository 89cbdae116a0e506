package io.selfheal.incident.ledger;

import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.triage.Finding;
import io.selfheal.triage.Precedent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What evidence is still to be read, and what was found in it. */
final class FindingRows {
  /** Evidence that another responder took anew is read anew, where it lies. */
  private static final String EXPECT =
      """
      INSERT INTO triage (incident, holder) VALUES (:incident, :holder)
      ON CONFLICT (incident) DO UPDATE SET holder = excluded.holder, finished = 0
        WHERE triage.holder <> excluded.holder
      """;

  private static final String FORGET = "DELETE FROM triage WHERE incident = :incident";
  private static final String UNREAD =
      IncidentMapper.SELECT
          + """
            JOIN triage ON triage.incident = incident.id
            WHERE triage.finished = 0 AND triage.holder = :holder
            ORDER BY incident.number LIMIT :most
            """;
  private static final String IS_UNREAD =
      """
      SELECT count(*) FROM incident LEFT JOIN triage ON triage.incident = incident.id
      WHERE incident.id = :incident AND CASE WHEN triage.incident IS NULL
        THEN incident.stage IN ('RECEIVED', 'MATCHED', 'ADMITTED')
        ELSE triage.holder = :holder AND triage.finished = 0 END
      """;
  private static final String FOUND =
      """
      UPDATE triage SET findings = :findings, finished = :finished
      WHERE incident = :incident AND holder = :holder AND finished = 0
      """;
  private static final String PRECEDENTS =
      """
      SELECT earlier.id, earlier.received_at, triage.findings
      FROM incident JOIN incident earlier
        ON earlier.workload = incident.workload AND earlier.number < incident.number
      JOIN triage ON triage.incident = earlier.id
      WHERE incident.id = :incident AND triage.finished = 1
      ORDER BY earlier.number DESC LIMIT :most
      """;
  private static final String FINDINGS = "SELECT findings FROM triage WHERE incident = :incident";

  private final Handle handle;
  private final Member self;

  FindingRows(Handle handle, Member self) {
    this.handle = handle;
    this.self = self;
  }

  void expect(Claim claim) {
    new ClaimRows(handle).fence(claim);
    handle
        .createUpdate(EXPECT)
        .bind("incident", claim.incident().id())
        .bind("holder", self.spool())
        .execute();
  }

  /** What was read of evidence that is taken anew counts for nothing. */
  void forget(Incident incident) {
    handle.createUpdate(FORGET).bind("incident", incident.id()).execute();
  }

  List<Incident> unread(int most) {
    return handle
        .createQuery(UNREAD)
        .bind("holder", self.spool())
        .bind("most", most)
        .mapTo(Incident.class)
        .list();
  }

  boolean isUnread(String incident) {
    return handle
            .createQuery(IS_UNREAD)
            .bind("incident", incident)
            .bind("holder", self.spool())
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  void glanced(Incident incident, List<Finding> findings, Instant now) {
    if (found(incident, findings, 0)) {
      new OutboxRows(handle, now).changed(incident.id());
    }
  }

  void read(Incident incident, List<Finding> findings, List<Artefact> files, Instant now) {
    if (found(incident, findings, 1)) {
      new ArtefactRows(handle, self).add(incident, files, now);
      new OutboxRows(handle, now).changed(incident.id());
    }
  }

  private boolean found(Incident incident, List<Finding> findings, int finished) {
    int rows =
        handle
            .createUpdate(FOUND)
            .bind("incident", incident.id())
            .bind("holder", self.spool())
            .bind("findings", FindingJson.write(findings))
            .bind("finished", finished)
            .execute();
    return rows > 0;
  }

  List<Precedent> precedents(String incident, int most) {
    return handle
        .createQuery(PRECEDENTS)
        .bind("incident", incident)
        .bind("most", most)
        .map((row, context) -> precedent(row))
        .list();
  }

  private static Precedent precedent(ResultSet row) throws SQLException {
    return new Precedent(
        row.getString("id"),
        Instant.parse(row.getString("received_at")),
        FindingJson.read(row.getString("findings")));
  }

  List<Finding> of(String incident) {
    return handle
        .createQuery(FINDINGS)
        .bind("incident", incident)
        .mapTo(String.class)
        .findOne()
        .map(FindingJson::read)
        .orElse(List.of());
  }
}
