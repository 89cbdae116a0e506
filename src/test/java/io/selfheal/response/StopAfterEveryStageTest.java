package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.selfheal.alert.AlertStatus;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.incident.IncidentListener;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Uploads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The process ends at a boundary; the next one goes on, and nothing is done twice. */
class StopAfterEveryStageTest {
  private static final Duration A_WHILE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Rig rig;
  private Receipt receipt;

  private static final class Crash extends Error {}

  @BeforeEach
  void open() throws IOException {
    rig = new Rig(folder);
    receipt = rig.alert("web-0", AlertStatus.FIRING);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"MATCHED", "ADMITTED", "EVIDENCE_SECURED", "POD_TERMINATED", "CLOSED"})
  void goes_on_after_a_stop_at_each_stage(Stage stage) throws Exception {
    rig.listener = stopAt(stage);
    assertThrows(Crash.class, () -> rig.run(A_WHILE));
    restartAndFinish();
    assertEquals(List.of(ArtefactKind.THREAD_DUMP, ArtefactKind.HEAP_DUMP), rig.evidence.taken);
  }

  @Test
  void goes_on_after_a_stop_before_the_first_step() throws Exception {
    restartAndFinish();
  }

  @Test
  void does_not_take_again_what_lies_whole_in_the_spool() throws Exception {
    rig.evidence.before = StopAfterEveryStageTest::stopAtHeapDump;
    assertThrows(Crash.class, () -> rig.run(A_WHILE));
    rig.evidence.before = kind -> {};
    restartAndFinish();
    assertEquals(List.of(ArtefactKind.THREAD_DUMP, ArtefactKind.HEAP_DUMP), rig.evidence.taken);
  }

  @Test
  void does_not_take_again_what_is_uploaded_while_it_is_looked_for() throws Exception {
    rig.evidence.before = StopAfterEveryStageTest::stopAtHeapDump;
    assertThrows(Crash.class, () -> rig.run(A_WHILE));
    rig.evidence.before = kind -> {};
    rig.afterCall =
        name -> {
          if (name.equals("incident")) {
            uploadThreadDump();
          }
        };
    restartAndFinish();
    assertEquals(List.of(ArtefactKind.THREAD_DUMP, ArtefactKind.HEAP_DUMP), rig.evidence.taken);
  }

  /** As the uploader does: marked first, then deleted. */
  private void uploadThreadDump() {
    for (Uploads.PendingUpload pending : rig.ledger.dueUploads(rig.clock.instant(), 1)) {
      rig.ledger.uploaded(pending, URI.create("https://store.example/1"));
      try {
        rig.spool.delete(pending.incident().id(), pending.artefact().fileName());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void has_both_thread_dumps_after_a_stop_at_each_record(int which) throws Exception {
    rig.evidence.threadDumps = 2;
    AtomicInteger records = new AtomicInteger();
    rig.beforeCall =
        name -> {
          if (name.equals("record") && records.incrementAndGet() == which) {
            throw new Crash();
          }
        };
    assertThrows(Crash.class, () -> rig.run(A_WHILE));
    rig.beforeCall = name -> {};
    restartAndFinish();
    assertEquals(
        List.of("thread-dump.txt", "thread-dump-1.txt", "heap-dump.txt"),
        rig.incident(receipt).artefacts().stream().map(Artefact::fileName).toList());
  }

  @Test
  void does_not_remove_again_after_a_stop_between_the_eviction_and_its_result() throws Exception {
    stopBetweenTheEvictionAndItsResult();
    restartAndFinish();
  }

  @Test
  void sees_the_replacement_that_came_while_it_was_down() throws Exception {
    stopBetweenTheEvictionAndItsResult();
    rig.clock.advance(Duration.ofMinutes(3));
    restartAndFinish();
  }

  @Test
  void gives_the_workload_its_time_when_it_was_down_for_longer() throws Exception {
    stopBetweenTheEvictionAndItsResult();
    rig.clock.advance(Duration.ofMinutes(10));
    rig.cluster.replace("web-0-new");
    restartAndFinish();
  }

  @Test
  void goes_on_to_the_recovery_when_the_rule_was_removed_after_the_eviction() throws Exception {
    stopBetweenTheEvictionAndItsResult();
    rig.rules = Rig.RULES.replace("name: memory", "name: other");
    restartAndFinish();
  }

  private void stopBetweenTheEvictionAndItsResult() {
    rig.cluster.afterRemoval =
        () -> {
          throw new Crash();
        };
    assertThrows(Crash.class, () -> rig.run(A_WHILE));
    rig.cluster.afterRemoval = () -> {};
  }

  private void restartAndFinish() throws InterruptedException {
    rig.listener = (before, after) -> {};
    rig.restart();
    rig.run(A_WHILE);
    assertEquals(
        Outcome.HEALED, rig.incident(receipt).progress().conclusion().orElseThrow().outcome());
    assertEquals(1, rig.cluster.removals.size());
  }

  private static void stopAtHeapDump(ArtefactKind kind) {
    if (kind == ArtefactKind.HEAP_DUMP) {
      throw new Crash();
    }
  }

  private static IncidentListener stopAt(Stage stage) {
    return (before, after) -> {
      if (after.stage() == stage) {
        throw new Crash();
      }
    };
  }
}
