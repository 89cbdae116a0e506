package io.selfheal.reliability;

import io.selfheal.incident.audit.AuditChain;
import io.selfheal.incident.ledger.AuditFile;
import io.selfheal.incident.ledger.LedgerConfig;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What several responders wrote into one PostgreSQL, seen from outside. */
final class SharedLedger {
  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);
  private static final String WORKER =
      """
      SELECT replica.spool FROM incident JOIN replica ON replica.number = incident.claimed
      JOIN step ON step.incident = incident.id
      WHERE incident.stage = 'ADMITTED' AND step.ended_at IS NULL
      """;
  private static final String WENT_ON = "SELECT min(begun_at) FROM step WHERE begun_at > ?";
  private static final String OUTCOMES =
      """
      SELECT what::json ->> 'outcome' FROM audit WHERE kind = 'closed' ORDER BY number
      """;

  private final PostgresConfig database;

  SharedLedger(PostgresConfig database) {
    this.database = database;
  }

  /** The spool of the one that is in the middle of a capture. */
  Optional<String> worker() throws SQLException {
    return ask(WORKER).stream().findFirst();
  }

  /** When the first step after that began. */
  Optional<Instant> wentOn(Instant after) throws SQLException {
    return Optional.ofNullable(ask(WENT_ON, INSTANT.format(after)).get(0)).map(Instant::parse);
  }

  int closed() throws SQLException {
    return ask("SELECT id FROM incident WHERE stage = 'CLOSED'").size();
  }

  /** How each incident ended: one that ended twice is here twice. */
  List<String> outcomes() throws SQLException {
    return ask(OUTCOMES);
  }

  /** The pods, by UID, in the order of their terminations. */
  List<String> terminations() throws SQLException {
    return ask("SELECT pod_uid FROM termination ORDER BY reserved_at");
  }

  int waitingEvidence() throws SQLException {
    return ask("SELECT file_name FROM artefact WHERE state = 'VERIFIED'").size();
  }

  Optional<AuditChain.Fault> faultOfAudit() {
    AuditChain chain = new AuditChain("");
    AuditFile.of(new LedgerConfig(Path.of("/"), Optional.of(database))).read(chain::follow);
    return chain.fault();
  }

  private List<String> ask(String sql, String... parameters) throws SQLException {
    String address = "localhost:" + database.hosts().get(0).port() + "/" + database.database();
    try (Connection connection =
            DriverManager.getConnection("jdbc:postgresql://" + address, database.user(), "");
        PreparedStatement question = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        question.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = question.executeQuery()) {
        List<String> answers = new ArrayList<>();
        while (row.next()) {
          answers.add(row.getString(1));
        }
        return answers;
      }
    }
  }
}
