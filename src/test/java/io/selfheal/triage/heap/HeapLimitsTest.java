package io.selfheal.triage.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Specimen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapLimitsTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "16000, 256, 512",
    "1280, 256, 512",
    "1024, 256, 448",
    "512, 256, 0",
    "256, 256, 0",
  })
  void no_more_than_the_container_has_room_for_beside_us(long total, long ours, long child) {
    HeapLimits wanted = new HeapLimits(512 * MIB, Duration.ofMinutes(1));
    assertEquals(child * MIB, wanted.within(total * MIB, ours * MIB).childMemoryBytes());
  }

  @Test
  void without_room_no_jvm_is_started_and_it_is_said_so() throws Exception {
    HeapLimits none = new HeapLimits(0, Duration.ofMinutes(1));
    Specimen dump = new Specimen(ArtefactKind.HEAP_DUMP, "heap-dump.hprof", Path.of("none"));
    List<String> unread = new HeapTriage(none).of(dump).unread();
    assertTrue(unread.get(0).contains("raise it"), unread.toString());
  }
}
