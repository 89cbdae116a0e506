package io.selfheal.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a responder wrote of its incidents, and when; it is read while the responder runs. */
final class AuditTrail implements AutoCloseable {
  private static final String ENTRIES =
      "SELECT number, at, kind, what FROM audit WHERE number > ? ORDER BY number";
  private static final Pattern BYTES = Pattern.compile("\"bytes\":(\\d{1,18})");
  private static final Pattern ABOUT = Pattern.compile("\"(?:stage|fileName)\":\"([^\"]+)\"");
  private static final int POLL_MILLIS = 50;
  private static final int PATIENCE_SECONDS = 900;

  private final Connection connection;
  private long seen;

  private AuditTrail(Connection connection) {
    this.connection = connection;
  }

  /** One line of the table. */
  record Entry(long number, Instant at, String kind, String what) {
    /** Kind, and the stage or the file, if it tells one. */
    String summary() {
      Matcher about = ABOUT.matcher(what);
      return about.find() ? kind + " " + about.group(1) : kind;
    }

    boolean tells(String about) {
      return what.toLowerCase(Locale.ROOT).contains(about.toLowerCase(Locale.ROOT));
    }

    /** That an artefact, if it is about one, is there. */
    void requireTaken() throws IOException {
      if (kind.equals("evidence-recorded")) {
        bytes();
      }
    }

    /** Of an artefact that was verified. */
    long bytes() throws IOException {
      Matcher bytes = BYTES.matcher(what);
      if (!bytes.find()) {
        throw new IOException("Cannot measure evidence that was not taken: " + what);
      }
      return Long.parseLong(bytes.group(1));
    }
  }

  static AuditTrail open(Path ledger) throws SQLException {
    return new AuditTrail(DriverManager.getConnection("jdbc:sqlite:" + ledger));
  }

  /** What came before is passed over from now on. */
  void forget() throws SQLException {
    entries().forEach(entry -> seen = entry.number);
  }

  List<Entry> entries() throws SQLException {
    try (var statement = connection.prepareStatement(ENTRIES)) {
      statement.setLong(1, seen);
      try (ResultSet rows = statement.executeQuery()) {
        List<Entry> entries = new ArrayList<>();
        while (rows.next()) {
          entries.add(entry(rows));
        }
        return entries;
      }
    }
  }

  /** The last of so many entries of a kind; waits for them. */
  Entry await(String kind, int count) throws SQLException, IOException, InterruptedException {
    long begun = System.nanoTime();
    List<Entry> found = of(kind);
    while (found.size() < count) {
      if (Seconds.since(begun) > PATIENCE_SECONDS) {
        throw new IOException("Cannot measure: there is no " + kind + " among " + entries());
      }
      Thread.sleep(POLL_MILLIS);
      found = of(kind);
    }
    return found.get(count - 1);
  }

  private List<Entry> of(String kind) throws SQLException {
    return entries().stream().filter(entry -> entry.kind.equals(kind)).toList();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("number"),
        Instant.parse(row.getString("at")),
        row.getString("kind"),
        row.getString("what"));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
