package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ContainerSpec;
import io.selfheal.kubernetes.ContainerSpec.Medium;
import io.selfheal.kubernetes.ContainerSpec.Mount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A heap of 1 GiB on JDK 17, unless a test says otherwise; sizes in MiB. */
class DumpPlannerTest {
  private static final long MIB = 1L << 20;
  private static final Room TMP = new Room("/tmp", Optional.empty());

  private HeapFacts heap = new HeapFacts(1_024 * MIB, 17);
  private Optional<Long> storageLimit = Optional.empty();
  private Optional<Long> memoryLimit = Optional.empty();
  private Optional<Duration> patience = Optional.empty();
  private OptionalLong link = OptionalLong.empty();
  private String streamFor = "0s";
  private boolean readOnlyRoot;
  private final List<Mount> mounts = new ArrayList<>();

  @Test
  void without_any_bound_a_small_heap_is_compressed_into_the_configured_folder() throws Exception {
    DumpPlan plan = plan(TMP);
    assertEquals("/tmp", plan.folder());
    assertEquals(DumpForm.COMPRESSED, plan.form());
    assertTrue(plan.pause().compareTo(Duration.ofSeconds(5)) > 0, plan::toString);
  }

  @ParameterizedTest(name = "JDK {0}, {1} MiB free")
  @CsvSource({"17,614,false", "17,615,true", "25,615,false", "25,1228,false", "25,1229,true"})
  void the_disk_must_hold_what_that_jdk_needs(int jdk, long free, boolean taken) {
    heap = new HeapFacts(1_024 * MIB, jdk);
    assertEquals(taken, isTaken(room("/tmp", free)));
  }

  @ParameterizedTest(name = "limit {0} MiB")
  @CsvSource({"614,false", "682,false", "684,true"})
  void a_dump_that_the_kubelet_would_evict_the_pod_for_is_not_taken(long limit, boolean taken) {
    storageLimit = Optional.of(limit * MIB);
    assertEquals(taken, isTaken(room("/tmp", 90_000)));
  }

  @Test
  void an_empty_dirs_own_limit_counts_as_the_pods_does() {
    mounts.add(new Mount("/tmp", Medium.EMPTY_DIR, Optional.of(512 * MIB), false));
    assertFalse(isTaken(room("/tmp", 90_000)));
  }

  @ParameterizedTest(name = "limit {0} MiB")
  @CsvSource({"1500,false", "1700,false", "1800,true"})
  void what_is_written_into_memory_counts_as_memory(long limit, boolean taken) {
    memoryLimit = Optional.of(limit * MIB);
    mounts.add(new Mount("/tmp", Medium.MEMORY, Optional.empty(), false));
    assertEquals(taken, isTaken(room("/tmp", 90_000)));
  }

  @Test
  void a_volume_of_its_own_knows_no_limits_of_the_pod() {
    storageLimit = Optional.of(MIB);
    memoryLimit = Optional.of(MIB);
    mounts.add(new Mount("/dumps", Medium.OTHER, Optional.empty(), false));
    assertTrue(isTaken(room("/dumps", 90_000)));
  }

  @Test
  void where_the_configured_folder_has_no_room_an_empty_dir_takes_it() throws Exception {
    mounts.add(new Mount("/scratch", Medium.EMPTY_DIR, Optional.empty(), false));
    assertEquals("/scratch", plan(room("/tmp", 100), room("/scratch", 2_000)).folder());
  }

  @Test
  void a_read_only_root_leaves_only_what_is_mounted() throws Exception {
    readOnlyRoot = true;
    mounts.add(new Mount("/scratch", Medium.EMPTY_DIR, Optional.empty(), false));
    assertEquals("/scratch", plan(TMP, new Room("/scratch", Optional.empty())).folder());
    mounts.clear();
    assertTrue(refusal(TMP).getMessage().startsWith("/tmp cannot be written"));
  }

  @Test
  void a_refusal_names_the_configured_folder_and_what_it_lacks() {
    CaptureFailure refusal = refusal(room("/tmp", 100), room("/scratch", 200));
    assertEquals(FailureReason.NO_SPACE_IN_POD, refusal.reason());
    assertTrue(
        refusal.getMessage().startsWith("/tmp has 100 MiB free and the dump may need 1024 MiB"),
        refusal.getMessage());
  }

  @ParameterizedTest(name = "{0} s")
  @CsvSource({"60,true", "13,true", "12,false", "6,false"})
  void compression_is_left_out_where_the_liveness_probe_would_not_wait_for_it(
      long seconds, boolean compressed) throws Exception {
    patience = Optional.of(Duration.ofSeconds(seconds));
    assertEquals(compressed, plan(TMP).form() == DumpForm.COMPRESSED);
  }

  @Test
  void a_dump_that_its_liveness_probe_would_end_is_not_begun() {
    patience = Optional.of(Duration.ofSeconds(5));
    CaptureFailure refusal = refusal(TMP);
    assertEquals(FailureReason.LIVENESS_PROBE, refusal.reason());
    assertTrue(refusal.getMessage().contains("about 5 s"), refusal.getMessage());
  }

  @Test
  void what_cannot_be_told_refuses_nothing() {
    heap = new HeapFacts(0, 0);
    patience = Optional.of(Duration.ofSeconds(1));
    storageLimit = Optional.of(MIB);
    assertTrue(isTaken(TMP));
  }

  @ParameterizedTest(name = "{0} MiB/s")
  @CsvSource({"1,COMPRESSED", "80,COMPRESSED", "100,PLAIN", "1000,PLAIN"})
  void the_link_decides_which_form_is_here_sooner(long speed, DumpForm form) throws Exception {
    link = OptionalLong.of(speed * MIB);
    assertEquals(form, plan(TMP).form());
  }

  @Test
  void a_disk_too_small_for_the_dump_as_it_is_may_hold_it_compressed() throws Exception {
    link = OptionalLong.of(1_000 * MIB);
    assertEquals(DumpForm.PLAIN, plan(room("/tmp", 1_024)).form());
    assertEquals(DumpForm.COMPRESSED, plan(room("/tmp", 700)).form());
    assertFalse(isTaken(room("/tmp", 600)));
  }

  @ParameterizedTest(name = "JDK {0} at {1} MiB/s, for {2}")
  @CsvSource({
    "17,100,30s,true",
    "17,100,10s,false",
    "17,30,30s,false",
    "21,100,30s,true",
    "22,100,30s,false",
    "0,100,30s,false"
  })
  void what_no_disk_has_room_for_is_streamed_if_the_jvm_need_not_stand_still_for_long(
      int jdk, long speed, String longest, boolean taken) {
    heap = new HeapFacts(1_024 * MIB, jdk);
    link = OptionalLong.of(speed * MIB);
    streamFor = longest;
    assertEquals(taken, isTaken(room("/tmp", 100)));
  }

  @Test
  void a_dump_is_streamed_only_where_a_pipe_can_be_made_and_the_liveness_probe_bears_it()
      throws Exception {
    link = OptionalLong.of(100 * MIB);
    streamFor = "30s";
    assertEquals(DumpForm.STREAMED, plan(room("/tmp", 100)).form());
    patience = Optional.of(Duration.ofSeconds(10));
    assertFalse(isTaken(room("/tmp", 100)));
    patience = Optional.empty();
    readOnlyRoot = true;
    assertFalse(isTaken(room("/tmp", 100)));
  }

  private static Room room(String folder, long free) {
    return new Room(folder, Optional.of(free * MIB));
  }

  private DumpPlan plan(Room... rooms) throws CaptureFailure {
    ContainerSpec spec =
        new ContainerSpec(storageLimit, memoryLimit, patience, readOnlyRoot, mounts);
    return new DumpPlanner(heap, spec, config(), link).plan(List.of(rooms));
  }

  private CaptureConfig config() {
    Problems problems = new Problems("responder.yaml");
    String text = "capture: {compressBelow: 2GiB, streamFor: " + streamFor + "}";
    return CaptureConfig.read(ConfigFile.parse(text, problems).section("capture"));
  }

  private boolean isTaken(Room... rooms) {
    try {
      return plan(rooms) != null;
    } catch (CaptureFailure refused) {
      return false;
    }
  }

  private CaptureFailure refusal(Room... rooms) {
    return assertThrows(CaptureFailure.class, () -> plan(rooms));
  }
}
