package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Verification;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ExecResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeapDumpTest {
  private final Scene scene = new Scene();

  @Test
  void a_dump_counts_with_an_equal_hash_at_both_ends() throws InterruptedException {
    Artefact.Content content = scene.heapDump().content().orElseThrow();
    assertEquals(Verification.FULL, content.verification());
    assertEquals(scene.dump.length, content.bytes());
    assertEquals(Scene.sha256(scene.dump), content.sha256());
    assertArrayEquals(scene.dump, scene.spool.committed.get("inc-1/heap-dump.hprof"));
  }

  @Test
  void a_jvm_that_can_compresses_its_dump_and_the_compressed_file_is_what_counts()
      throws InterruptedException {
    Scene small = Scene.compressed();
    Artefact artefact = small.heapDump();
    assertTrue(artefact.satisfies(Verification.FULL), artefact::toString);
    assertEquals("heap-dump.hprof.gz", artefact.fileName());
    assertArrayEquals(small.dump, small.spool.committed.get("inc-1/heap-dump.hprof.gz"));
    assertTrue(commanded(small, "-gz=1"));
    assertFalse(commanded(scene, "-gz=1"));
  }

  @Test
  void a_heap_too_large_to_wait_for_its_compression_is_written_as_it_is()
      throws InterruptedException {
    Scene large = Scene.compressed();
    large.cluster.says("GC.heap_info", "1:\n garbage-first heap   total 4G, used 2G [0x0, 0x8)\n");
    large.cluster.lacks("df");
    large.heapDump();
    assertTrue(commanded(large, Scene.POD_PATH));
    assertFalse(commanded(large, "-gz=1"));
  }

  @Test
  void a_jvm_that_does_not_know_how_large_it_is_is_dumped_as_it_is() throws InterruptedException {
    scene.cluster.fails("GC.heap_info", 1, "IllegalArgumentException: Unknown diagnostic command");
    assertTrue(scene.heapDump().satisfies(Verification.FULL));
    assertFalse(commanded(scene, "-gz=1"));
  }

  @Test
  void a_compressed_dump_that_is_cut_is_damage() throws InterruptedException {
    Scene small = Scene.compressed();
    byte[] cut = Arrays.copyOf(small.dump, small.dump.length - 9);
    small
        .cluster
        .says("GC.heap_dump", Scene.created(cut.length))
        .says("cat", new String(cut, StandardCharsets.ISO_8859_1))
        .says("sha256sum", Scene.sha256(cut) + "  x\n");
    String sentence = small.refused(FailureReason.DAMAGED);
    assertTrue(sentence.contains("without a trailer"), sentence);
  }

  private static boolean commanded(Scene scene, String argument) {
    return scene.cluster.commands.stream()
        .anyMatch(argv -> argv.contains("GC.heap_dump") && argv.contains(argument));
  }

  @Test
  void the_file_in_the_pod_is_removed_before_and_after() throws InterruptedException {
    scene.heapDump();
    List<String> rm = List.of("rm", "-rf", Scene.POD_PATH, Scene.POD_PATH + ".p0");
    List<List<String>> commands = scene.cluster.commands;
    assertTrue(commands.indexOf(rm) < commands.indexOf(List.of("cat", Scene.POD_PATH)));
    assertEquals(rm, commands.get(commands.size() - 1));
  }

  @Test
  void the_pod_hashes_while_the_dump_streams() throws InterruptedException {
    CountDownLatch hashing = new CountDownLatch(1);
    String hash = Scene.sha256(scene.dump) + "  x\n";
    scene.cluster.on(
        "sha256sum",
        request -> {
          hashing.countDown();
          return new ExecResult(0, hash, "");
        });
    String dump = new String(scene.dump, StandardCharsets.ISO_8859_1);
    scene.cluster.on(
        "cat",
        request -> {
          assertTrue(hashing.await(10, TimeUnit.SECONDS), "the hash waits for the stream");
          return new ExecResult(0, dump, "");
        });
    assertTrue(scene.heapDump().satisfies(Verification.FULL));
  }

  @Test
  void openssl_is_asked_first_and_spares_the_pod_the_slower_sha256sum()
      throws InterruptedException {
    scene.cluster.says("openssl", Scene.sha256(scene.dump) + " *" + Scene.POD_PATH + "\n");
    assertTrue(scene.heapDump().satisfies(Verification.FULL));
    assertFalse(scene.cluster.ran("sha256sum"));
  }

  @Test
  void an_openssl_that_refuses_leaves_the_word_to_sha256sum() throws InterruptedException {
    scene.cluster.fails("openssl", 1, "unknown option '-r'");
    assertTrue(scene.heapDump().satisfies(Verification.FULL));
  }

  @Test
  void without_sha256sum_the_structure_is_the_proof() throws InterruptedException {
    scene.cluster.lacks("sha256sum");
    Artefact artefact = scene.heapDump();
    assertFalse(artefact.satisfies(Verification.FULL));
    assertTrue(artefact.satisfies(Verification.STRUCTURE));
  }

  @Test
  void a_hash_that_cannot_be_had_leaves_the_structure_as_proof() throws InterruptedException {
    scene.cluster.fails("sha256sum", 1, "sha256sum: denied");
    assertFalse(scene.heapDump().satisfies(Verification.FULL));
    scene.cluster.breaks("sha256sum", ClusterException.Reason.STREAM_CUT);
    assertFalse(scene.heapDump().satisfies(Verification.FULL));
    scene.cluster.says("sha256sum", "who knows");
    assertTrue(scene.heapDump().satisfies(Verification.STRUCTURE));
  }

  @Test
  void another_hash_in_the_pod_is_damage() throws InterruptedException {
    scene.cluster.says("sha256sum", "0".repeat(64) + "  x\n");
    assertTrue(scene.refused(FailureReason.DAMAGED).contains("SHA-256"));
    assertTrue(scene.removedAfter("cat"));
  }

  @Test
  void a_stream_that_ends_early_is_damage_though_cat_ended_well() throws InterruptedException {
    byte[] cut = Arrays.copyOf(scene.dump, scene.dump.length - 9);
    scene.cluster.says("cat", new String(cut, StandardCharsets.ISO_8859_1));
    scene.refused(FailureReason.DAMAGED);
  }

  @Test
  void another_size_than_jcmd_told_is_damage() throws InterruptedException {
    scene.cluster.says("GC.heap_dump", Scene.created(scene.dump.length + 1L));
    assertTrue(scene.refused(FailureReason.DAMAGED).contains("were received"));
  }

  @Test
  void a_dump_that_jcmd_itself_wrote_cut_is_damage() throws InterruptedException {
    byte[] cut = Arrays.copyOf(scene.dump, scene.dump.length - 9);
    scene
        .cluster
        .says("GC.heap_dump", Scene.created(cut.length))
        .says("cat", new String(cut, StandardCharsets.ISO_8859_1))
        .says("sha256sum", Scene.sha256(cut) + "  x\n");
    assertTrue(scene.refused(FailureReason.DAMAGED).contains("without an end record"));
  }

  @Test
  void a_cat_that_fails_is_damage() throws InterruptedException {
    scene.cluster.fails("cat", 1, "cat: gone");
    scene.refused(FailureReason.DAMAGED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Unable to create /tmp/x: File exists             | JCMD_REFUSED
          Unable to create /tmp/x: No such file or directory | JCMD_REFUSED
          Dump file is incomplete: Broken pipe             | JCMD_REFUSED
          Dump file is incomplete: No space left on device | NO_SPACE_IN_POD
          """)
  void a_dump_that_jcmd_did_not_complete_is_never_read(String line, FailureReason reason)
      throws InterruptedException {
    scene.cluster.says("GC.heap_dump", "1:\nDumping heap to /tmp/x ...\n" + line + "\n");
    scene.refused(reason);
    assertFalse(scene.cluster.commands.contains(List.of("cat", Scene.POD_PATH)));
    assertTrue(scene.removedAfter("env"));
  }

  @Test
  void a_jvm_that_does_not_answer_is_a_failed_attach() throws InterruptedException {
    ExecResult recorded = Recording.exec("ephemeral-exec-jcmd17-cannot-attach");
    scene.cluster.on("GC.heap_dump", request -> recorded);
    scene.refused(FailureReason.ATTACH_FAILED);
    assertTrue(scene.removedAfter("env"));
  }

  @Test
  void a_full_pod_is_not_asked_for_a_dump() throws InterruptedException {
    scene.cluster.says("df", "Filesystem x\noverlay  1000 977 23000 43% /\n");
    String sentence = scene.refused(FailureReason.NO_SPACE_IN_POD);
    assertTrue(sentence.contains("/tmp has 22 MiB free and the dump may need 23 MiB"), sentence);
    assertFalse(scene.cluster.ran("sha256sum"));
  }

  @Test
  void room_for_one_copy_is_not_enough_since_22() throws InterruptedException {
    scene.cluster.says("df", "Filesystem x\noverlay  1000 977 30000 43% /\n");
    assertTrue(scene.heapDump().failure().isEmpty());
    scene.spool.committed.clear();
    scene.cluster.says("VM.version", "1:\nOpenJDK 64-Bit Server VM\nJDK 25.0.3\n");
    scene.refused(FailureReason.NO_SPACE_IN_POD);
  }

  @Test
  void a_pod_whose_room_cannot_be_told_is_asked_all_the_same() throws InterruptedException {
    scene.cluster.lacks("df");
    assertTrue(scene.heapDump().failure().isEmpty());
    scene.cluster.fails("df", 1, "df: /tmp: cannot find mount point");
    assertTrue(scene.heapDump().failure().isEmpty());
  }

  @Test
  void an_image_without_rm_is_left_as_it_is() throws InterruptedException {
    scene.cluster.lacks("rm");
    scene.refused(FailureReason.NO_TOOLS);
    assertFalse(scene.cluster.ran("df"));
  }

  @Test
  void an_image_without_cat_gives_no_dump() throws InterruptedException {
    scene.cluster.lacks("cat");
    scene.refused(FailureReason.NO_TOOLS);
  }

  @Test
  void a_full_spool_leaves_nothing_in_the_pod() throws InterruptedException {
    scene.spool.room(50);
    scene.refused(FailureReason.NO_SPACE_IN_SPOOL);
    assertTrue(scene.removedAfter("cat"));
  }

  @Test
  void a_spool_without_any_room_does_not_stop_the_jvm() throws InterruptedException {
    scene.spool.room(0);
    scene.refused(FailureReason.NO_SPACE_IN_SPOOL);
    assertFalse(commanded(scene, Scene.POD_PATH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GC.heap_dump", "cat"})
  void a_timeout_leaves_nothing_in_the_pod(String command) throws InterruptedException {
    scene.cluster.breaks(command, ClusterException.Reason.TIMEOUT);
    scene.refused(FailureReason.TIMEOUT);
    assertTrue(scene.removedAfter("env"));
    assertTrue(scene.removedAfter("cat"));
  }

  @Test
  void a_jvm_that_comes_to_a_dump_late_finds_its_place_taken() throws InterruptedException {
    scene.cluster.breaks("GC.heap_dump", ClusterException.Reason.TIMEOUT).says("mkdir", "");
    scene.refused(FailureReason.TIMEOUT);
    List<List<String>> commands = scene.cluster.commands;
    assertEquals(List.of("mkdir", "-p", Scene.POD_PATH), commands.get(commands.size() - 1));
    assertTrue(commands.get(commands.size() - 2).contains("-rf"));
  }

  @Test
  void one_that_came_to_it_just_then_writes_into_what_is_unlinked() throws InterruptedException {
    scene.cluster.breaks("GC.heap_dump", ClusterException.Reason.TIMEOUT);
    scene.cluster.fails("mkdir", 1, "mkdir: cannot create directory: File exists");
    scene.refused(FailureReason.TIMEOUT);
    assertTrue(scene.removedAfter("mkdir"));
  }

  @Test
  void a_file_that_cannot_be_removed_does_not_spoil_the_evidence() throws InterruptedException {
    scene.cluster.fails("rm", 1, "rm: cannot remove");
    assertTrue(scene.heapDump().satisfies(Verification.FULL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GC.heap_dump", "cat"})
  void an_interruption_removes_the_file_and_goes_on(String command) {
    scene.cluster.on(
        command,
        request -> {
          throw new InterruptedException();
        });
    assertThrows(InterruptedException.class, scene::heapDump);
    assertTrue(scene.removedAfter("env"));
    assertTrue(scene.removedAfter("cat"));
    assertTrue(scene.spool.committed.isEmpty());
  }

  @Test
  void an_interruption_that_nobody_noticed_yet_still_removes_the_file() throws Exception {
    scene.cluster.on(
        "cat",
        request -> {
          Thread.currentThread().interrupt();
          return new ExecResult(1, "", "cat: input error");
        });
    scene.refused(FailureReason.DAMAGED);
    assertTrue(Thread.interrupted(), "the interruption is not forgotten");
    assertTrue(scene.removedAfter("cat"));
  }
}
