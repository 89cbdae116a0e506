package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.alert.AlertStatus;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Uploads.PendingUpload;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash leaves in the spool is gone after the next start, and nothing else is. */
class LeftoversTest {
  private static final URI PLACE = URI.create("https://store.example/1");

  @TempDir Path folder;
  private Rig rig;
  private Receipt receipt;

  @BeforeEach
  void open() throws IOException {
    rig = new Rig(folder);
    receipt = rig.alert("web-0", AlertStatus.FIRING);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_file_that_the_store_has_stays_while_it_is_to_be_read() throws Exception {
    rig.run(Duration.ofMinutes(2));
    rig.ledger.dueUploads(rig.clock.instant(), 9).forEach(due -> rig.ledger.uploaded(due, PLACE));
    restart();
    assertEquals(Set.of(id() + "/heap-dump.txt", id() + "/thread-dump.txt"), spooled());
  }

  @Test
  void a_file_that_the_store_has_goes() throws Exception {
    rig.run(Duration.ofMinutes(2));
    rig.readEvidence();
    PendingUpload first = rig.ledger.dueUploads(rig.clock.instant(), 1).get(0);
    rig.ledger.uploaded(first, PLACE);
    restart();
    assertEquals(
        Set.of(
            id() + "/heap-dump.txt",
            id() + "/report.html",
            id() + "/triage.json",
            id() + "/manifest.json"),
        spooled());
  }

  @Test
  void a_file_that_the_store_has_stays_while_evidence_is_still_taken() throws Exception {
    rig.securedBy = SecuredBy.UPLOAD;
    rig.run(Duration.ofSeconds(5));
    rig.ledger.dueUploads(rig.clock.instant(), 2).forEach(due -> rig.ledger.uploaded(due, PLACE));
    restart();
    assertEquals(Set.of(id() + "/heap-dump.txt", id() + "/thread-dump.txt"), spooled());
  }

  @Test
  void a_file_that_was_never_recorded_goes_once_its_incident_is_closed() throws Exception {
    spool(id(), "left.txt");
    restart();
    assertEquals(Set.of(id() + "/left.txt"), spooled());
    rig.run(Duration.ofMinutes(2));
    restart();
    assertEquals(Set.of(id() + "/heap-dump.txt", id() + "/thread-dump.txt"), spooled());
  }

  @Test
  void a_file_of_an_earlier_attempt_goes_when_the_last_one_failed() throws Exception {
    rig.evidence.failure = FailureReason.TARGET_CHANGED;
    spool(id(), "heap-dump.txt");
    rig.run(Duration.ofMinutes(2));
    restart();
    assertEquals(Set.of(), spooled());
  }

  @Test
  void a_file_that_another_responder_took_anew_goes_once_the_incident_is_closed() throws Exception {
    rig.run(Duration.ofMinutes(2));
    spool(id(), "heap-dump.txt");
    restart();
    assertEquals(Set.of(id() + "/thread-dump.txt"), spooled());
  }

  @Test
  void what_the_ledger_knows_nothing_of_is_left_alone() throws Exception {
    spool("20261121T024512-6f1c2a9b", "heap-dump.hprof");
    Files.createDirectories(folder.resolve("spool/a/b"));
    Files.writeString(folder.resolve("spool/a/b/notes.txt"), "not ours");
    Files.writeString(folder.resolve("spool/notes.txt"), "not ours");
    restart();
    assertEquals(
        Set.of("20261121T024512-6f1c2a9b/heap-dump.hprof", "a/b/notes.txt", "notes.txt"),
        spooled());
  }

  private void restart() throws IOException {
    rig.restart();
    new Leftovers(rig.ledger, rig.ledger, rig.spool).remove();
  }

  private String id() {
    return receipt.incident().orElseThrow();
  }

  private void spool(String incident, String fileName) throws IOException {
    try (SpoolFile file = rig.spool.create(incident, fileName)) {
      file.write(ByteBuffer.wrap(new byte[] {1}));
      file.commit();
    }
  }

  private Set<String> spooled() throws IOException {
    Path spool = folder.resolve("spool");
    try (Stream<Path> files = Files.walk(spool)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> spool.relativize(file).toString())
          .collect(Collectors.toSet());
    }
  }
}
