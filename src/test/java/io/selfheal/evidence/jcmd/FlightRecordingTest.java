package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.Extent;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmChoice;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.Wanted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the recorder has already, or a recording of our own that ends in any case. */
class FlightRecordingTest {
  private static final Duration LENGTH = Duration.ofSeconds(20);

  private final Scene scene = new Scene();

  @BeforeEach
  void recorded() {
    byte[] chunk = new byte[100];
    ByteBuffer.wrap(chunk).put(new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 1}).putLong(100);
    scene.cluster.says("cat", new String(chunk, StandardCharsets.ISO_8859_1));
    scene.cluster.says("sha256sum", Scene.sha256(chunk) + "  x\n");
  }

  @Test
  void a_recording_of_our_own_runs_for_as_long_as_the_rule_says() throws Exception {
    assertTrue(capture().satisfies(Verification.FULL));
    assertEquals(List.of(LENGTH), scene.pauses);
    assertEquals(List.of("JFR.check", "JFR.start", "JFR.stop"), asked());
    assertTrue(scene.removedAfter("cat"));
  }

  @Test
  void a_recording_that_runs_already_is_dumped_and_goes_on() throws Exception {
    scene
        .cluster
        .says("JFR.check", "1:\nRecording 1: name=theirs maxsize=250.0MB (running)\n")
        .says("JFR.dump", "1:\nDumped recording, 1.0 kB written to:\n\n/tmp/x\n");
    assertTrue(capture().satisfies(Verification.FULL));
    assertEquals(List.of("JFR.check", "JFR.dump"), asked());
  }

  @Test
  void a_dump_that_wrote_nothing_is_none_though_jcmd_ends_with_code_0() throws Exception {
    scene
        .cluster
        .says("JFR.check", "1:\nRecording 1: name=theirs (running)\n")
        .says("JFR.dump", "1:\nNo recordings to dump from. Use JFR.start to start a recording.\n");
    assertEquals(FailureReason.JCMD_REFUSED, capture().failure().orElseThrow().reason());
    assertFalse(scene.cluster.ran("sha256sum"));
  }

  @Test
  void ours_is_discarded_when_it_cannot_be_written() throws Exception {
    scene.cluster.says("JFR.stop", "1:\nCould not write: No space left on device\n");
    assertEquals(FailureReason.NO_SPACE_IN_POD, capture().failure().orElseThrow().reason());
    assertEquals(List.of("JFR.check", "JFR.start", "JFR.stop", "JFR.stop"), asked());
  }

  @Test
  void half_a_recording_is_damaged() throws Exception {
    scene.cluster.says("cat", "FLR");
    assertEquals(FailureReason.DAMAGED, capture().failure().orElseThrow().reason());
  }

  private Artefact capture() throws InterruptedException {
    Extent extent = new Extent(1, Duration.ofSeconds(1), LENGTH);
    return scene.capture(new Wanted(ArtefactKind.FLIGHT_RECORDING, extent, JvmChoice.ANY)).get(0);
  }

  private List<String> asked() {
    return scene.cluster.commands.stream()
        .flatMap(List::stream)
        .filter(word -> word.startsWith("JFR."))
        .toList();
  }
}
