package io.selfheal.reliability;

import io.selfheal.alert.AlertStatus;
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
 * The ledger that outlives its processes: the one place that knows which database it is, how it is
 * configured and how it is read. Reads it only while a responder has it open: whoever opens it
 * first after a kill repairs it, and that must be the responder.
 */
record TriedLedger(Path file) {
  private static final String ALERTS =
      """
      SELECT alert.fingerprint, alert.starts_at, alert.status, incident.id
      FROM alert LEFT JOIN incident ON incident.alert = alert.number
      """;
  private static final String WENT_ON =
      """
      SELECT min(step.ended_at) FROM step JOIN incident ON incident.id = step.incident
      WHERE incident.received_at < ?1 AND step.ended_at >= ?1
      """;
  private static final String WAITING =
      "SELECT count(*) FROM incident WHERE received_at < ?1 AND stage <> 'CLOSED'";
  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

  /** The section of responder.yaml. */
  String section() {
    return "ledger: { file: '" + file + "' }";
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
    return DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
  }

  private static LedgerContent.Key key(ResultSet row) throws SQLException {
    return new LedgerContent.Key(
        row.getString("fingerprint"),
        Instant.parse(row.getString("starts_at")),
        AlertStatus.valueOf(row.getString("status")));
  }
}
