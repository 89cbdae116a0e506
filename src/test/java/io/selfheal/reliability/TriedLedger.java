package io.selfheal.reliability;

import io.selfheal.alert.AlertStatus;
import io.selfheal.incident.ledger.PostgresConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger that outlives its processes: the one place that knows how it is configured and how it
 * is read. Reads it only while a responder has it open: whoever opens a file first after a kill
 * repairs it, and that must be the responder.
 *
 * @param section of responder.yaml
 * @param url by which it is read
 */
record TriedLedger(String section, String url) {
  private static final String SECTION =
      "ledger: { postgresql: { hosts: ['localhost:%d'], database: %s, user: %s, tls: disable } }";
  private static final String ALERTS =
      """
      SELECT alert.fingerprint, alert.starts_at, alert.status, incident.id
      FROM alert LEFT JOIN incident ON incident.alert = alert.number
      """;
  private static final String WENT_ON =
      """
      SELECT min(step.ended_at) FROM step JOIN incident ON incident.id = step.incident
      CROSS JOIN (SELECT CAST(? AS TEXT) AS restart) moment
      WHERE incident.received_at < restart AND step.ended_at >= restart
      """;
  private static final String WAITING =
      "SELECT count(*) FROM incident WHERE received_at < ? AND stage <> 'CLOSED'";
  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

  static TriedLedger sqlite(Path file) {
    return new TriedLedger(
        "ledger: { file: '" + file + "' }", "jdbc:sqlite:file:" + file + "?mode=ro");
  }

  static TriedLedger postgresql(PostgresConfig server) {
    return postgresql(server, server.hosts().get(0).port());
  }

  /** By a port of this machine that leads there. */
  static TriedLedger postgresql(PostgresConfig server, int port) {
    String address = "localhost:" + server.hosts().get(0).port() + "/" + server.database();
    return new TriedLedger(
        SECTION.formatted(port, server.database(), server.user()),
        "jdbc:postgresql://" + address + "?user=" + server.user());
  }

  LedgerContent content() throws SQLException {
    try (Connection connection = open();
        PreparedStatement question = connection.prepareStatement(ALERTS);
        ResultSet row = question.executeQuery()) {
      Map<LedgerContent.Key, List<String>> incidents = new HashMap<>();
      while (row.next()) {
        List<String> ids = incidents.computeIfAbsent(key(row), key -> new ArrayList<>());
        Optional.ofNullable(row.getString("id")).ifPresent(ids::add);
      }
      return new LedgerContent(incidents);
    }
  }

  /** When the first incident that is older than this went on. */
  Optional<Instant> wentOn(Instant restart) throws SQLException {
    return ask(WENT_ON, restart).map(Instant::parse);
  }

  /** Whether an incident that is older than this is not closed yet. */
  boolean waits(Instant restart) throws SQLException {
    return !ask(WAITING, restart).equals(Optional.of("0"));
  }

  private Optional<String> ask(String sql, Instant restart) throws SQLException {
    try (Connection connection = open();
        PreparedStatement question = connection.prepareStatement(sql)) {
      question.setString(1, INSTANT.format(restart));
      try (ResultSet row = question.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(url);
  }

  private static LedgerContent.Key key(ResultSet row) throws SQLException {
    return new LedgerContent.Key(
        row.getString("fingerprint"),
        Instant.parse(row.getString("starts_at")),
        AlertStatus.valueOf(row.getString("status")));
  }
}
