package io.selfheal.incident.ledger;

import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Origin;
import io.selfheal.incident.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a whole incident, its artefacts included, out of one row of {@link #SELECT}. */
final class IncidentMapper implements RowMapper<Incident> {
  static final String COLUMNS =
      """
      incident.id, incident.rule, incident.received_at, incident.resolved_at, incident.due_at,
      incident.progress, incident.target, alert.alert,
      (SELECT <array>(json(artefact.artefact) ORDER BY artefact.number)
         FROM artefact WHERE artefact.incident = incident.id) AS artefacts
      """;

  static final String SELECT =
      "SELECT " + COLUMNS + " FROM incident JOIN alert ON alert.number = incident.alert ";

  @Override
  public Incident map(ResultSet row, StatementContext context) throws SQLException {
    return new Incident(
        row.getString("id"),
        origin(row),
        Optional.ofNullable(row.getString("target")).map(TargetJson::read),
        progress(row),
        artefacts(row));
  }

  /** None is an empty array to one engine, and nothing to the other. */
  private static List<Artefact> artefacts(ResultSet row) throws SQLException {
    String array = row.getString("artefacts");
    return array == null ? List.of() : ArtefactJson.readAll(array);
  }

  private static Origin origin(ResultSet row) throws SQLException {
    return new Origin(
        AlertJson.read(row.getString("alert")),
        row.getString("rule"),
        Instant.parse(row.getString("received_at")),
        Optional.ofNullable(row.getString("resolved_at")).map(Instant::parse));
  }

  static Progress progress(ResultSet row) throws SQLException {
    return ProgressJson.read(row.getString("progress"), Instant.parse(row.getString("due_at")));
  }
}
