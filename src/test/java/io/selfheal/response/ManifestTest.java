package io.selfheal.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.alert.AlertStatus;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Provenance;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final Duration A_WHILE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Rig rig;

  private static final class Crash extends Error {}

  @BeforeEach
  void open() throws IOException {
    rig = new Rig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void says_of_whom_the_evidence_is_and_each_file_of_it() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    rig.readEvidence();
    JsonNode manifest = manifest(receipt);
    assertEquals(1, manifest.path("version").asInt());
    assertEquals(receipt.incident().orElseThrow(), manifest.path("incident").asText());
    assertEquals("JvmMemoryHigh", manifest.path("alert").asText());
    assertEquals("P0", manifest.path("priority").asText());
    assertEquals("memory", manifest.path("rule").asText());
    assertEquals("web-0", manifest.at("/pod/name").asText());
    assertEquals("app", manifest.at("/container/name").asText());
    assertEquals("web", manifest.at("/workload/name").asText());
    assertEquals(
        List.of("thread-dump.txt", "heap-dump.txt", "report.html", "triage.json"),
        manifest.path("artefacts").findValuesAsText("fileName"));
    JsonNode heapDump = manifest.at("/artefacts/1");
    assertEquals("verified", heapDump.path("outcome").asText());
    assertEquals(FakeEvidence.SHA256_OF_EVIDENCE, heapDump.path("sha256").asText());
    assertEquals(8, heapDump.path("bytes").asInt());
    assertEquals("full", heapDump.path("verification").asText());
    assertEquals(5, heapDump.path("tookMillis").asInt());
  }

  @Test
  void reads_well_and_the_same_each_time() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    Incident incident = rig.incident(receipt);
    Provenance how =
        new Provenance(
            rig.clock.instant(),
            List.of("jcmd 1 GC.heap_dump /tmp/x.hprof", "rm -f /tmp/x.hprof"),
            Optional.of("OpenJDK 64-Bit Server VM version 17.0.15+6"));
    Artefact.Content stored =
        new Artefact.Content(
            10,
            "0".repeat(64),
            Verification.FULL,
            Duration.ofSeconds(3),
            Optional.of(new Artefact.Original(30, "1".repeat(64))));
    Artefact dump =
        Artefact.verified(ArtefactKind.HEAP_DUMP, "heap-dump.hprof.zst", stored).madeBy(how);
    String text = text(with(incident, dump));
    String end =
        """
          "artefacts" : [
            {
              "kind" : "heap-dump",
              "fileName" : "heap-dump.hprof.zst",
              "outcome" : "verified",
              "bytes" : 10,
              "sha256" : "%s",
              "verification" : "full",
              "tookMillis" : 3000,
              "original" : {
                "bytes" : 30,
                "sha256" : "%s"
              },
              "takenAt" : "%s",
              "tool" : "OpenJDK 64-Bit Server VM version 17.0.15+6",
              "commands" : [
                "jcmd 1 GC.heap_dump /tmp/x.hprof",
                "rm -f /tmp/x.hprof"
              ]
            }
          ]
        }
        """
            .formatted("0".repeat(64), "1".repeat(64), rig.clock.instant());
    assertTrue(text.endsWith(end), text);
    assertEquals(
        text, text(with(incident, dump.uploadedTo(URI.create("https://store.example/1")))));
  }

  @Test
  void is_written_of_evidence_that_failed_and_says_why() throws Exception {
    rig.evidence.failure = FailureReason.NO_SPACE_IN_POD;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals(Outcome.EVIDENCE_FAILED, outcome(receipt));
    rig.readEvidence();
    JsonNode heapDump = manifest(receipt).at("/artefacts/1");
    assertEquals("failed", heapDump.path("outcome").asText());
    assertEquals("no-space-in-pod", heapDump.path("reason").asText());
    assertEquals("it was told to fail", heapDump.path("sentence").asText());
  }

  @Test
  void there_is_none_where_nothing_was_taken() throws Exception {
    rig.rules = Rig.RULES.replaceAll("(?m)^ *capture:.*$", "");
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    rig.readEvidence();
    assertEquals(Outcome.HEALED, outcome(receipt));
    assertEquals(List.of(), rig.incident(receipt).artefacts());
  }

  @Test
  void one_that_cannot_be_written_is_on_record_as_failed() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    Path inTheWay = folder.resolve("spool").resolve(receipt.incident().orElseThrow());
    Files.createDirectories(inTheWay.resolve("manifest.json").resolve("in-the-way"));
    rig.run(A_WHILE);
    assertEquals(Outcome.HEALED, outcome(receipt));
    rig.readEvidence();
    Artefact.Failure failure = recorded(receipt).failure().orElseThrow();
    assertEquals(FailureReason.NO_SPACE_IN_SPOOL, failure.reason());
    assertTrue(
        failure.sentence().startsWith("Cannot take the manifest of shop/web-0: the spool does not"),
        failure.sentence());
  }

  @Test
  void is_written_of_what_was_taken_anew_after_a_crash() throws Exception {
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.boundary =
        name -> {
          if (name.equals("Incidents.save") && rig.incident(receipt).artefacts().size() == 2) {
            throw new Crash();
          }
        };
    assertThrows(Crash.class, () -> rig.run(A_WHILE));
    rig.boundary = name -> {};
    rig.readEvidence();
    assertEquals("verified", manifest(receipt).at("/artefacts/1/outcome").asText());
    rig.spool.delete(receipt.incident().orElseThrow(), "heap-dump.txt");
    rig.evidence.failing.retainAll(List.of(ArtefactKind.HEAP_DUMP));
    rig.evidence.failure = FailureReason.TARGET_CHANGED;
    rig.restart();
    rig.run(A_WHILE);
    rig.readEvidence();
    assertEquals("target-changed", manifest(receipt).at("/artefacts/1/reason").asText());
  }

  private static Incident with(Incident incident, Artefact artefact) {
    return new Incident(
        incident.id(),
        incident.origin(),
        incident.target(),
        incident.progress(),
        List.of(artefact));
  }

  private static String text(Incident incident) {
    return new String(Manifest.of(incident, "P0", List.of()), UTF_8);
  }

  private JsonNode manifest(Receipt receipt) throws IOException {
    assertEquals(ArtefactState.VERIFIED, recorded(receipt).state());
    return new ObjectMapper().readTree(bytes(receipt));
  }

  private byte[] bytes(Receipt receipt) {
    try {
      return Files.readAllBytes(rig.spool.file(receipt.incident().orElseThrow(), "manifest.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Artefact recorded(Receipt receipt) {
    return rig.incident(receipt).artefacts().stream()
        .filter(artefact -> artefact.kind() == ArtefactKind.MANIFEST)
        .findFirst()
        .orElseThrow();
  }

  private Outcome outcome(Receipt receipt) {
    return rig.incident(receipt).progress().conclusion().orElseThrow().outcome();
  }
}
