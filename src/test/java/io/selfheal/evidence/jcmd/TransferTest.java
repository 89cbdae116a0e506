package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ExecResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that is cut while a dump comes over. */
class TransferTest {
  private final Scene scene = new Scene();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50, 99, 100})
  void it_goes_on_at_the_byte_where_it_was_cut(int percent) throws InterruptedException {
    int cut = scene.dump.length * percent / 100;
    scene.cluster.cuts("cat", text(0, cut)).says("tail", text(cut, scene.dump.length));
    whole();
    List<String> tail = List.of("tail", "-c", "+" + (cut + 1), Scene.POD_PATH);
    assertEquals(cut > 0 ? 1 : 0, scene.cluster.commands.stream().filter(tail::equals).count());
    assertEquals(List.of(Duration.ofSeconds(1)), scene.pauses);
  }

  @Test
  void an_image_without_tail_reads_on_with_dd() throws InterruptedException {
    int block = 1 << 20;
    Scene large = Scene.of(HprofBytes.large(3 * block));
    int cut = block + 7;
    large
        .cluster
        .cuts("cat", text(large, 0, cut))
        .says("dd", text(large, block, large.dump.length));
    assertTrue(large.heapDump().satisfies(Verification.FULL));
    assertArrayEquals(large.dump, large.spool.committed.get("inc-1/heap-dump.hprof"));
    List<String> dd = List.of("dd", "if=" + Scene.POD_PATH, "bs=" + block, "skip=1");
    assertTrue(large.cluster.commands.contains(dd), large.cluster.commands::toString);
  }

  @Test
  void an_image_with_nothing_but_cat_sends_all_again_and_only_the_rest_is_taken()
      throws InterruptedException {
    scene.cluster.cuts("cat", text(0, 50));
    whole();
  }

  @Test
  void half_a_file_that_the_server_calls_a_success_is_read_on() throws InterruptedException {
    scene.cluster.says("cat", text(0, 40)).says("tail", text(40, scene.dump.length));
    whole();
  }

  @Test
  void pieces_that_do_not_make_up_the_whole_are_damage() throws InterruptedException {
    scene.cluster.cuts("cat", text(0, 40)).says("tail", text(39, scene.dump.length - 1));
    scene.refused(FailureReason.DAMAGED);
  }

  @Test
  void a_server_that_is_away_is_asked_again_for_two_minutes_and_no_longer()
      throws InterruptedException {
    scene.cluster.breaks("cat", ClusterException.Reason.UNREACHABLE);
    scene.refused(FailureReason.CLUSTER_UNREACHABLE);
    Duration waited = scene.pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(waited.compareTo(Duration.ofMinutes(2)) > 0, waited::toString);
    assertTrue(waited.compareTo(Duration.ofMinutes(4)) < 0, waited::toString);
    assertTrue(scene.removedAfter("cat"));
  }

  @Test
  void a_cut_hash_is_asked_for_again_as_a_whole() throws InterruptedException {
    String hash = Scene.sha256(scene.dump) + "  x\n";
    AtomicInteger calls = new AtomicInteger();
    scene.cluster.on(
        "sha256sum",
        request -> {
          if (calls.incrementAndGet() == 1) {
            throw new ClusterException(ClusterException.Reason.STREAM_CUT, "cut");
          }
          return new ExecResult(0, hash, "");
        });
    whole();
  }

  @Test
  void a_container_that_was_restarted_meanwhile_is_the_reason_and_not_the_cut()
      throws InterruptedException {
    scene.cluster.cuts("cat", text(0, 40)).fails("tail", 1, "No such file or directory");
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.pod("uid-1", "containerd://bbb", false)));
    String sentence = scene.refused(FailureReason.TARGET_CHANGED);
    assertTrue(sentence.contains("was restarted meanwhile"), sentence);
  }

  @Test
  void a_container_that_has_ended_meanwhile_is_the_reason_and_not_the_damage()
      throws InterruptedException {
    scene.cluster.cuts("cat", text(0, 40)).fails("tail", 137, "");
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.healthy()));
    scene.cluster.nextPod(Optional.of(ExecOnlyCluster.pod("uid-1", "", false)));
    scene.refused(FailureReason.CONTAINER_NOT_RUNNING);
  }

  @Test
  void a_deadline_is_no_cut() throws InterruptedException {
    scene.cluster.breaks("cat", ClusterException.Reason.TIMEOUT);
    scene.refused(FailureReason.TIMEOUT);
    assertFalse(scene.cluster.ran("tail"));
  }

  private void whole() throws InterruptedException {
    assertTrue(scene.heapDump().satisfies(Verification.FULL));
    assertArrayEquals(scene.dump, scene.spool.committed.get("inc-1/heap-dump.hprof"));
  }

  private String text(int from, int to) {
    return text(scene, from, to);
  }

  private static String text(Scene scene, int from, int to) {
    return new String(Arrays.copyOfRange(scene.dump, from, to), StandardCharsets.ISO_8859_1);
  }
}
