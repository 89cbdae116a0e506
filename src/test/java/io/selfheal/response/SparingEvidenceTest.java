package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Wanted;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is still taken when the store has been away for long. */
class SparingEvidenceTest {
  private static final String INCIDENT = "20261121T024512-6f1c2a9b";
  private static final JvmTarget TARGET =
      new JvmTarget(new PodRef("shop", "web-0", "uid"), "app", "containerd://1");
  private static final int QUOTA = 1000;

  @TempDir private Path folder;
  private LocalSpool spool;
  private FakeEvidence source;

  @BeforeEach
  void open() throws IOException {
    spool = LocalSpool.open(new SpoolConfig(folder, QUOTA, 70, true));
    source = new FakeEvidence(spool);
  }

  @Test
  void a_heap_dump_is_taken_below_the_share_of_the_quota() throws Exception {
    fill(699);
    assertTrue(take(ArtefactKind.HEAP_DUMP).content().isPresent());
  }

  @ParameterizedTest
  @EnumSource(names = {"HEAP_DUMP", "CRASH_HEAP_DUMP", "FLIGHT_RECORDING"})
  void nothing_large_is_taken_above_it_and_people_are_told_what_to_do(ArtefactKind kind)
      throws Exception {
    fill(700);
    Artefact.Failure failure = take(kind).failure().orElseThrow();
    assertEquals(FailureReason.SPOOL_NEARLY_FULL, failure.reason());
    assertTrue(failure.sentence().startsWith("Cannot take the "), failure.sentence());
    assertTrue(failure.sentence().contains("spool.quota"), failure.sentence());
    assertTrue(source.asked.isEmpty());
  }

  @ParameterizedTest
  @EnumSource(names = {"THREAD_DUMP", "LOG", "CLASS_HISTOGRAM", "POD"})
  void what_is_small_is_taken_all_the_same(ArtefactKind kind) throws Exception {
    fill(900);
    assertTrue(take(kind).content().isPresent());
  }

  @Test
  void a_heap_dump_is_taken_again_once_there_is_room() throws Exception {
    fill(700);
    spool.delete(INCIDENT, "filling");
    assertTrue(take(ArtefactKind.HEAP_DUMP).content().isPresent());
  }

  private Artefact take(ArtefactKind kind) throws InterruptedException {
    return new SparingEvidence(source, spool).capture(TARGET, Wanted.of(kind), INCIDENT).get(0);
  }

  private void fill(int bytes) throws IOException {
    try (SpoolFile file = spool.create(INCIDENT, "filling")) {
      file.write(ByteBuffer.allocate(bytes));
      file.commit();
    }
  }
}
