package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.Alert;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Receipt;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.rules.NoMatch;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an older version left in the middle, the code at hand brings to its end. The ledgers under
 * {@code src/test/resources/ledger} were written by the versions themselves ({@link
 * WrittenLedger}), each by its last commit or near it.
 */
class UpgradeTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/sqlite");
  private static final Path LEDGERS = Path.of("src/test/resources/ledger");

  /** The first version whose ledger was written with manifests. */
  private static final int MANIFESTS = 6;

  private static final int REPORTS = 7;

  @TempDir private Path folder;
  private Rig rig;

  /** From a pod's name to its incident's id. */
  private final Map<String, String> incidents = new TreeMap<>();

  static List<Integer> versions() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files.map(UpgradeTest::version).sorted().toList();
    }
  }

  @AfterEach
  void close() {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void every_version_has_left_a_ledger() throws IOException {
    for (int version : versions()) {
      assertTrue(
          Files.exists(ledger(version)),
          ledger(version)
              + " is missing: write it by  mvn test-compile exec:java -Dexec.classpathScope=test"
              + " -Dmain.class=io.selfheal.response.WrittenLedger -Dexec.args="
              + ledger(version)
              + "  with the code that has this migration and none after it");
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void every_incident_finishes_as_if_nothing_had_happened(int version) throws Exception {
    open(version);
    rig.run(Duration.ofMinutes(10));

    Map<String, Outcome> expected = new TreeMap<>();
    incidents.keySet().forEach(pod -> expected.put(pod, Outcome.HEALED));
    expected.put("failed", Outcome.EVIDENCE_FAILED);
    assertEquals(expected, outcomes());
    assertEquals(12, incidents.size());
    assertEquals(List.of(), rig.ledger.open());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void no_pod_is_removed_twice_and_no_evidence_taken_twice(int version) throws Exception {
    open(version);
    rig.run(Duration.ofMinutes(10));

    assertEquals(
        List.of("admitted", "deferred", "half", "matched", "received", "reserved", "secured"),
        rig.cluster.removals.stream().map(PodRef::name).sorted().toList());
    assertEquals(4, Collections.frequency(rig.evidence.taken, ArtefactKind.THREAD_DUMP));
    assertEquals(5, Collections.frequency(rig.evidence.taken, ArtefactKind.HEAP_DUMP));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void all_evidence_arrives_in_the_store_once(int version) throws Exception {
    open(version);
    rig.run(Duration.ofMinutes(10));
    rig.readEvidence();
    List<String> arrived = new ArrayList<>();
    try (Uploader uploader =
        new Uploader(
            rig.ledger,
            rig.ledger,
            rig.spool,
            (upload, progress) -> {
              arrived.add(upload.content().file().toString());
              return URI.create("https://store.example/2");
            },
            rig.clock,
            pause -> {})) {
      for (int i = 0; i < 80; i++) {
        uploader.runOnce();
      }
    }
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
    long manifests = arrived.stream().filter(file -> file.endsWith("manifest.json")).count();
    int expected = version < MANIFESTS ? 5 : version < REPORTS ? 11 : 12;
    assertEquals(expected, manifests, "before they were known, of those secured after the upgrade");
    int reports = 2 * (version < REPORTS ? 5 : 10);
    System.err.println("INC " + incidents);
    assertEquals(
        20 + expected + reports,
        arrived.size(),
        "of ten incidents: of one all was told before, of one none could be had");
    assertEquals(arrived.size(), arrived.stream().distinct().count());
    for (String pod : incidents.keySet()) {
      List<ArtefactState> states = incident(pod).artefacts().stream().map(Artefact::state).toList();
      assertEquals(
          pod.equals("failed") ? afterFailure(version) : List.of(ArtefactState.UPLOADED),
          states.stream().distinct().toList(),
          pod);
    }
  }

  private static List<ArtefactState> afterFailure(int version) {
    return version < MANIFESTS
        ? List.of(ArtefactState.FAILED)
        : List.of(ArtefactState.FAILED, ArtefactState.UPLOADED);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void people_are_told_of_each_incident_that_they_have_not_been_told_of(int version)
      throws Exception {
    open(version);
    rig.run(Duration.ofMinutes(10));
    List<String> due =
        rig.ledger.dueMessages(rig.clock.instant(), 100).stream()
            .map(message -> message.incident().origin().alert().labels().get("pod").orElseThrow())
            .sorted()
            .toList();
    List<String> expected = new ArrayList<>(incidents.keySet());
    expected.remove("told");
    assertEquals(expected, due);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void every_alert_is_known_again(int version) throws Exception {
    open(version);
    for (String id : incidents.values()) {
      Alert alert = rig.ledger.incident(id).orElseThrow().origin().alert();
      Receipt receipt =
          rig.ledger.accept(List.of(new Intake.Decided(alert, new NoMatch("")))).get(0);
      assertEquals(Receipt.Decision.DUPLICATE, receipt.decision());
      assertEquals(id, receipt.incident().orElseThrow());
    }
  }

  /** The older version's process ended some minutes ago, and left its ledger and its spool. */
  private void open(int version) throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("ledger.db");
    Flyway.configure()
        .dataSource(url, "", "")
        .locations("filesystem:" + MIGRATIONS)
        .target(Integer.toString(version))
        .load()
        .migrate();
    Map<String, String> spooled = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String insert : Files.readAllLines(ledger(version))) {
        statement.execute(insert);
      }
      readInto(
          incidents,
          statement,
          "SELECT alert.alert -> '$.labels' ->> 'pod', incident.id FROM incident"
              + " JOIN alert ON alert.number = incident.alert");
      readInto(
          spooled,
          statement,
          "SELECT incident || '/' || file_name, incident FROM artefact WHERE state = 'VERIFIED'");
    }
    rig = new Rig(folder);
    rig.safety = WrittenLedger.SAFETY;
    WrittenLedger.addPods(rig.cluster);
    WrittenLedger.GONE.forEach(rig.cluster::remove);
    WrittenLedger.GONE.forEach(pod -> rig.cluster.add(pod + "-new", FakeCluster.NEW_SET));
    for (Map.Entry<String, String> file : spooled.entrySet()) {
      spool(file.getValue(), file.getKey().substring(file.getValue().length() + 1));
    }
    rig.clock.advance(Duration.ofMinutes(5));
  }

  private void spool(String incident, String fileName) throws IOException {
    try (SpoolFile file = rig.spool.create(incident, fileName)) {
      file.write(ByteBuffer.wrap("evidence".getBytes(StandardCharsets.UTF_8)));
      file.commit();
    }
  }

  private Incident incident(String pod) {
    return rig.ledger.incident(incidents.get(pod)).orElseThrow();
  }

  private Map<String, Outcome> outcomes() {
    return incidents.keySet().stream()
        .filter(pod -> incident(pod).closed())
        .collect(
            Collectors.toMap(
                pod -> pod,
                pod -> incident(pod).progress().conclusion().orElseThrow().outcome(),
                (a, b) -> a,
                TreeMap::new));
  }

  private static void readInto(Map<String, String> map, Statement statement, String query)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        map.put(rows.getString(1), rows.getString(2));
      }
    }
  }

  private static Path ledger(int version) {
    return LEDGERS.resolve("V" + version + ".sql");
  }

  private static int version(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1"));
  }
}
