package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Target;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.sandbox.drive.SandboxDriveFault;
import io.selfheal.sandbox.drive.SandboxDriveLimit;
import io.selfheal.storage.Checksum;
import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.drive.SimulatedDriveStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day without Drive, with a thousand files waiting, in the simulated time of one clock. */
class DriveOutageTest {
  private static final int INCIDENTS = 100;
  private static final int FILES_EACH = 10;
  private static final Duration A_DAY = Duration.ofHours(24);

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final List<String> recorded = new ArrayList<>();
  private Rig rig;
  private SandboxDrive drive;

  @BeforeEach
  void open() throws IOException {
    rig = new Rig(folder);
    drive = SandboxDrive.start(folder.resolve("drive"));
  }

  @AfterEach
  void close() {
    drive.close();
    rig.close();
  }

  @Test
  void afterwards_all_files_come_once_and_in_order_and_not_too_fast() throws Exception {
    for (int number = 0; number < INCIDENTS; number++) {
      take(number);
      rig.clock.advance(Duration.ofMinutes(1));
    }
    SandboxDriveLimit limit = drive.limitWrites(rig.clock);
    Uploader uploader = uploader();

    drive.faults().begin(SandboxDriveFault.status(503, "backendError"));
    int asked = passADay(uploader);
    drive.faults().end();
    drain(uploader);

    assertEquals(recorded, arrived());
    assertEquals(recorded.size(), Set.copyOf(arrived()).size());
    assertEquals(List.of(), drive.trash());
    assertEquals(0, limit.refused());
    assertTrue(asked < 400, asked + " uploads were tried");
    try (Stream<Path> left = Files.list(folder.resolve("spool"))) {
      assertEquals(0, left.count());
    }
  }

  /** How often a file was tried. */
  private int passADay(Uploader uploader) throws InterruptedException {
    Instant end = rig.clock.instant().plus(A_DAY);
    int before = attempts();
    while (rig.clock.instant().isBefore(end)) {
      uploader.turn();
    }
    assertEquals(recorded.size(), rig.ledger.uploadBacklog().artefacts());
    return attempts() - before;
  }

  private int attempts() {
    return rig.ledger.dueUploads(Instant.MAX, Integer.MAX_VALUE).stream()
        .mapToInt(pending -> pending.attempts())
        .sum();
  }

  private void drain(Uploader uploader) throws InterruptedException {
    Instant end = rig.clock.instant().plus(Duration.ofHours(1));
    while (rig.ledger.uploadBacklog().artefacts() > 0 && rig.clock.instant().isBefore(end)) {
      uploader.turn();
    }
  }

  private List<String> arrived() {
    return drive.files().stream()
        .map(file -> file.appProperties().get("incident") + "/" + file.name())
        .toList();
  }

  private Uploader uploader() {
    DumpArchive store = SimulatedDriveStore.of(drive, rig.clock::advance, rig.clock);
    return new Uploader(rig.ledger, rig.ledger, rig.spool, store, rig.clock, rig.clock::advance);
  }

  private void take(int number) throws IOException {
    rig.alert("pay-" + number, AlertStatus.FIRING);
    Claim claim = rig.ledger.claim(rig.clock.instant()).orElseThrow();
    Incident incident = claim.incident();
    Incident bound =
        incident.boundTo(target("pay-" + number)).reach(Stage.MATCHED, rig.clock.instant());
    rig.ledger.save(claim, bound);
    List<Artefact> artefacts = new ArrayList<>();
    for (int file = 0; file < FILES_EACH; file++) {
      artefacts.add(spooled(incident.id(), "thread-dump-" + file + ".txt"));
    }
    rig.ledger.record(claim.on(bound), artefacts);
    rig.ledger.expect(claim.on(bound));
    rig.ledger.read(bound, List.of(), List.of());
  }

  private static Target target(String pod) {
    JvmTarget jvm = new JvmTarget(new PodRef("shop", pod, "uid-" + pod), "app", "c://" + pod);
    return new Target(jvm, FakeCluster.WEB);
  }

  private Artefact spooled(String incident, String name) throws IOException {
    byte[] text = (incident + " " + name).getBytes(StandardCharsets.UTF_8);
    try (SpoolFile file = rig.spool.create(incident, name)) {
      file.write(ByteBuffer.wrap(text));
      file.commit();
    }
    recorded.add(incident + "/" + name);
    String sha256 = Checksum.SHA256.of(text);
    return Artefact.verified(
        ArtefactKind.THREAD_DUMP,
        name,
        new Artefact.Content(text.length, sha256, Verification.FULL, Duration.ZERO));
  }
}
