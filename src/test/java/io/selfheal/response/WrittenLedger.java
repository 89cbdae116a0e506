package io.selfheal.response;

import io.selfheal.alert.AlertStatus;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Outbox;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Uploads;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A ledger with an incident in every state that a stop can leave, written by the code at hand: what
 * {@link UpgradeTest} opens with the code of later versions. It keeps to what every version had, so
 * that it can be run in a checkout of any.
 */
public final class WrittenLedger {
  static final String SAFETY =
      """
      namespaces: [shop]
      limits:
        { cooldown: 0s, concurrency: 100, concurrencyInAll: 100, perWorkload: 100/1h,
          perNamespace: 100/1h, perCluster: 100/1h, escalateAfter: 100/1h }
      """;
  static final List<String> GONE = List.of("told", "untold", "evicted", "removed");
  private static final List<String> PODS =
      List.of(
          "told",
          "untold",
          "failed",
          "matched",
          "admitted",
          "half",
          "secured",
          "reserved",
          "evicted",
          "removed",
          "deferred",
          "received");
  private static final Duration A_WHILE = Duration.ofMinutes(2);

  private final Rig rig;

  private boolean killed;

  private static final class Stop extends Error {}

  private WrittenLedger(Rig rig) {
    this.rig = rig;
    this.rig.ledger = killable(rig.ledger);
  }

  /** The pods that the incidents are about. */
  static void addPods(FakeCluster cluster) {
    PODS.forEach(pod -> cluster.add(pod, FakeCluster.NEW_SET));
  }

  /** Writes the ledger of this version as SQL into the file that is named. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("ledger");
    try (Rig rig = new Rig(folder)) {
      new WrittenLedger(rig).write();
    }
    Files.write(Path.of(arguments[0]), dump(folder.resolve("ledger.db")));
  }

  private void write() throws Exception {
    rig.safety = SAFETY;
    addPods(rig.cluster);
    finish("told");
    tellAndUpload();
    finish("untold");
    rig.evidence.failure = FailureReason.NO_JCMD;
    finish("failed");
    rig.evidence.failure = null;
    stopAt("matched", Stage.MATCHED);
    stopAt("admitted", Stage.ADMITTED);
    rig.evidence.before = this::killAtHeapDump;
    stop("half");
    rig.evidence.before = kind -> {};
    stopAt("secured", Stage.EVIDENCE_SECURED);
    rig.cluster.whileEvicted = this::kill;
    stop("reserved");
    rig.cluster.whileEvicted = () -> {};
    rig.cluster.afterRemoval = this::kill;
    stop("evicted");
    rig.cluster.afterRemoval = () -> {};
    stopAt("removed", Stage.POD_TERMINATED);
    rig.paused = () -> true;
    fire("deferred");
    rig.run(Duration.ofSeconds(3));
    fire("received");
  }

  /** A process that is killed gives back no claim. */
  private Ledger killable(Ledger ledger) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) ->
                killed && method.getName().equals("release")
                    ? null
                    : method.invoke(ledger, arguments));
  }

  private Receipt fire(String pod) {
    return rig.alert(pod, AlertStatus.FIRING);
  }

  private void finish(String pod) throws InterruptedException {
    Receipt receipt = fire(pod);
    while (!rig.incident(receipt).closed()) {
      rig.run(Duration.ofSeconds(1));
    }
  }

  private void tellAndUpload() throws IOException {
    for (Uploads.PendingUpload upload : rig.ledger.dueUploads(rig.clock.instant(), 100)) {
      rig.ledger.uploaded(upload, URI.create("https://store.example/1"));
      rig.spool.delete(upload.incident().id(), upload.artefact().fileName());
    }
    for (Outbox.PendingMessage message : rig.ledger.dueMessages(rig.clock.instant(), 100)) {
      Outbox.MessageRef ref = new Outbox.MessageRef("C01", "1763694000.000100");
      rig.ledger.delivered(message, List.of(new Outbox.Posting("#shop", ref, "")));
    }
  }

  private void stopAt(String pod, Stage stage) throws InterruptedException {
    rig.listener =
        (before, after) -> {
          if (after.stage() == stage) {
            kill();
          }
        };
    stop(pod);
    rig.listener = (before, after) -> {};
  }

  /** It stays claimed by a process that is no more. */
  private void stop(String pod) throws InterruptedException {
    fire(pod);
    try {
      rig.run(A_WHILE);
    } catch (Stop expected) {
      killed = false;
      return;
    }
    throw new IllegalStateException("The incident of " + pod + " did not stop where it should");
  }

  private void kill() {
    killed = true;
    throw new Stop();
  }

  private void killAtHeapDump(ArtefactKind kind) {
    if (kind == ArtefactKind.HEAP_DUMP) {
      kill();
    }
  }

  private static List<String> dump(Path file) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        lines.addAll(rows(statement, table));
      }
    }
    return lines;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                + " AND name NOT IN ('flyway_schema_history', 'notifier') ORDER BY rowid")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static List<String> rows(Statement statement, String table) throws SQLException {
    List<String> inserts = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY rowid")) {
      List<Integer> columns =
          IntStream.rangeClosed(1, rows.getMetaData().getColumnCount()).boxed().toList();
      List<String> names = new ArrayList<>();
      for (int column : columns) {
        names.add(rows.getMetaData().getColumnName(column));
      }
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int column : columns) {
          values.add(literal(rows.getObject(column)));
        }
        inserts.add(
            "INSERT INTO "
                + table
                + names.stream().collect(Collectors.joining(", ", " (", ")"))
                + " VALUES"
                + values.stream().collect(Collectors.joining(", ", " (", ")"))
                + ";");
      }
    }
    return inserts;
  }

  private static String literal(Object value) {
    if (value == null) {
      return "NULL";
    }
    return value instanceof Number
        ? value.toString()
        : "'" + value.toString().replace("'", "''") + "'";
  }
}
