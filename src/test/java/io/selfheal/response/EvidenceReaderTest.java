package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.alert.AlertStatus;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Receipt;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evidence is read beside the response: what people hear of it, and what waits for it. */
class EvidenceReaderTest {
  private static final URI PLACE = URI.create("https://store.example/1");

  @TempDir Path folder;

  private final PlainReading reading = new PlainReading();
  private Rig rig;
  private Receipt receipt;
  private EvidenceReader reader;

  @BeforeEach
  void respond() throws Exception {
    rig = new Rig(folder);
    receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(2));
    reader = rig.reader(reading);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void what_is_quickly_found_is_told_before_the_heap_dump_is_read() throws Exception {
    reader.glance();
    assertEquals("`Cart.items` holds it, quickly", sentence());
    assertTrue(rig.ledger.isUnread(id()));
  }

  @Test
  void the_last_word_is_in_the_message_the_manifest_and_files_of_their_own() throws Exception {
    readAll();
    assertEquals("`Cart.items` holds it, all", sentence());
    assertFalse(rig.ledger.isUnread(id()));
    assertEquals(
        Set.of("report.html", "triage.json", "manifest.json"),
        rig.incident(receipt).artefacts().stream()
            .filter(artefact -> artefact.kind().written())
            .map(Artefact::fileName)
            .collect(Collectors.toSet()));
    JsonNode manifest = new ObjectMapper().readTree(file("manifest.json").toFile());
    assertEquals(sentence(), manifest.at("/findings/0/sentence").asText());
    assertEquals("2 files", manifest.at("/findings/0/backing/0").asText());
    assertEquals(
        List.of("thread-dump.txt", "heap-dump.txt", "report.html", "triage.json"),
        manifest.path("artefacts").findValuesAsText("fileName"));
  }

  @Test
  void the_manifest_comes_after_it_and_what_it_reads_stays_in_the_spool() throws Exception {
    upload();
    assertTrue(Files.exists(file("heap-dump.txt")));
    assertEquals(0, rig.ledger.uploadBacklog().artefacts(), "the manifest is still to come");
    readAll();
    assertFalse(Files.exists(file("heap-dump.txt")));
    upload();
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
    assertFalse(Files.exists(file("manifest.json")));
  }

  @Test
  void another_incident_is_glanced_over_while_a_heap_dump_is_read() throws Exception {
    rig.clock.advance(Duration.ofHours(1));
    Receipt next = rig.alert("web-1", AlertStatus.FIRING);
    reading.onThorough =
        () -> {
          rig.run(Duration.ofMinutes(2));
          reader.glance();
          String other = next.incident().orElseThrow();
          assertEquals("`Cart.items` holds it, quickly", sentence(other));
        };
    reader.glance();
    reader.read();
    assertEquals("`Cart.items` holds it, all", sentence());
  }

  @Test
  void evidence_that_failed_is_read_as_far_as_there_is_any() throws Exception {
    rig.evidence.failure = FailureReason.TIMEOUT;
    rig.evidence.failing.retainAll(List.of(ArtefactKind.HEAP_DUMP));
    rig.clock.advance(Duration.ofHours(1));
    receipt = rig.alert("web-1", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(2));
    readAll();
    assertEquals(
        List.of("1 files"),
        rig.ledger.findings(id()).stream().map(f -> f.backing().get(0)).toList());
  }

  @Test
  void the_next_incident_of_the_workload_says_that_it_is_the_same_again() throws Exception {
    readAll();
    rig.clock.advance(Duration.ofHours(1));
    receipt = rig.alert("web-1", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(2));
    reader.glance();
    assertEquals(
        "`Cart.items` holds it, quickly; as at the previous incident, 2026-11-21 03:00 UTC",
        sentence());
    readAll();
    assertEquals(
        "`Cart.items` holds it, all; as at the previous incident, 2026-11-21 03:00 UTC",
        sentence());
  }

  @Test
  void where_no_evidence_could_be_had_there_is_no_report_of_it() throws Exception {
    rig.clock.advance(Duration.ofHours(1));
    rig.evidence.failure = FailureReason.TIMEOUT;
    receipt = rig.alert("web-1", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(2));
    readAll();
    assertEquals(
        List.of("manifest.json"),
        rig.incident(receipt).artefacts().stream()
            .filter(artefact -> artefact.kind().written())
            .map(Artefact::fileName)
            .toList());
    assertFalse(rig.ledger.isUnread(id()));
  }

  @Test
  void a_reading_that_fails_by_surprise_holds_nothing_up() throws Exception {
    reading.broken = true;
    readAll();
    assertEquals(List.of(), rig.ledger.findings(id()));
    assertFalse(rig.ledger.isUnread(id()));
    upload();
    assertEquals(0, rig.ledger.uploadBacklog().artefacts());
  }

  @Test
  void evidence_that_overflows_a_stack_holds_nothing_up() throws Exception {
    reading.onQuick = EvidenceReaderTest::recurseWithoutEnd;
    reading.onThorough = EvidenceReaderTest::recurseWithoutEnd;
    readAll();
    assertFalse(rig.ledger.isUnread(id()));
  }

  @Test
  void a_report_that_overflows_a_stack_holds_nothing_up() throws Exception {
    reading.onReport = EvidenceReaderTest::recurseWithoutEnd;
    readAll();
    assertEquals("`Cart.items` holds it, quickly", sentence());
    assertFalse(rig.ledger.isUnread(id()));
  }

  private static void recurseWithoutEnd() {
    throw new StackOverflowError();
  }

  @Test
  void what_the_ledger_did_not_take_is_read_again() throws Exception {
    reader.glance();
    reading.onThorough = rig.ledger::close;
    assertThrows(LedgerException.class, reader::read);
    reading.onThorough = () -> {};
    rig.restart();
    reader = rig.reader(reading);
    readAll();
    assertEquals("`Cart.items` holds it, all", sentence());
  }

  @Test
  void the_next_start_reads_what_the_last_one_did_not() throws Exception {
    reader.glance();
    rig.restart();
    reader = rig.reader(reading);
    readAll();
    assertFalse(rig.ledger.isUnread(id()));
  }

  private void readAll() throws InterruptedException {
    PlainReading.turn(reader);
  }

  private void upload() throws InterruptedException {
    Uploader uploader =
        new Uploader(
            rig.ledger, rig.ledger, rig.spool, (upload, progress) -> PLACE, rig.clock, pause -> {});
    while (uploader.runOnce() > 0) {
      // the next one
    }
  }

  private String sentence() {
    return sentence(id());
  }

  private String sentence(String incident) {
    return rig.ledger.findings(incident).get(0).sentence();
  }

  private Path file(String name) {
    return rig.spool.file(id(), name);
  }

  private String id() {
    return receipt.incident().orElseThrow();
  }
}
