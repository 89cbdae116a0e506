package io.selfheal.triage.signs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.selfheal.triage.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of evidence says by itself, and what says nothing. */
class SignTableTest {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final long GIB = 1L << 30;
  private static final Container APP =
      new Container("app", GIB, 0, Optional.empty(), Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "OOMKilled | 137 | 3 | oom-killed: Container `app` was OOMKilled at its memory limit of 512"
            + " MiB, and was restarted 3 times",
        "Error | 139 | 1 | crash: Container `app` crashed, and was restarted once",
        "Error | 134 | 0 | crash: Container `app` crashed",
        "Error | 3 | 2 | out-of-memory: Container `app` left with exit code 3, as by"
            + " -XX:+ExitOnOutOfMemoryError",
        "Error | 1 | 5 | restarts: Container `app` ended with exit code 1, and was restarted 5"
            + " times",
        "Completed | 0 | 1 | -",
        "Error | 143 | 1 | -",
      })
  void an_end_says_why(String reason, int code, int restarts, String said) throws IOException {
    String pod =
        """
        kind: Pod
        spec:
          containers:
          - name: app
            resources: {limits: {memory: 512Mi}}
        status:
          containerStatuses:
          - name: app
            restartCount: %d
            lastState:
              terminated: {exitCode: %d, reason: %s, finishedAt: "2026-11-26T10:00:00Z"}
        """
            .formatted(restarts, code, reason);
    assertEquals(
        Optional.ofNullable(said),
        said(ExitSigns.of(Container.of(YAML.readTree(pod)), "pod.yaml")));
  }

  @ParameterizedTest
  @CsvSource({
    "512Mi,536870912",
    "1G,1000000000",
    "1500m,1",
    "128974848,128974848",
    "1e3,1000",
    "0.5Gi,536870912",
    "many,0",
    "'',0",
    "999999999999999999P,9223372036854775807"
  })
  void a_quantity_is_in_bytes(String text, long bytes) {
    assertEquals(bytes, Quantity.bytes(text));
  }

  @Test
  void failed_probes_are_counted_over_their_events() {
    List<Finding> findings =
        EventSigns.of(
            """
            Events of pod shop/orders-1, UID u, the newest last

            2026-11-21T00:36:37Z  Warning  Unhealthy  8 times since 2026-11-21T00:35:19Z  spec.containers{app}  kubelet on node1
                Liveness probe failed: Get "http://10.0.0.1:8080/health?token=hunter2": context deadline exceeded

            2026-11-21T00:37:37Z  Normal  Killing  spec.containers{app}  kubelet on node1
                Container app failed liveness probe, will be restarted

            2026-11-21T00:38:37Z  Warning  Unhealthy  2 times since 2026-11-21T00:35:19Z  spec.containers{app}  kubelet on node1
                Liveness probe failed: HTTP probe failed with statuscode: 500

            2026-11-21T00:39:37Z  Warning  BackOff  spec.containers{app}  kubelet on node1
                Back-off restarting failed container
            """,
            "events.txt");
    assertEquals("The liveness probe of `app` failed 10 times", findings.get(0).sentence());
    assertEquals(
        List.of("events.txt: 10 times, the last at 2026-11-21T00:38:37Z"),
        findings.get(0).backing());
    assertEquals("Kubernetes warned of BackOff of `app` once", findings.get(1).sentence());
    assertEquals(2, findings.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-XX:MaxHeapSize=1073741824 | 0 | limits: The heap alone may grow to 1"
            + " GiB, and container `app` to 1 GiB",
        "-XX:MaxHeapSize=805306368 -XX:MaxDirectMemorySize=536870912 | 0 | limits: The JVM may grow"
            + " to 1.3 GiB, and container `app` only to 1 GiB",
        "-XX:MaxHeapSize=805306368 | 400 | limits: The JVM may grow to 1.1 GiB, and container `app` only to 1"
            + " GiB",
        "-XX:MaxHeapSize=805306368 -XX:ThreadStackSize=256 | 400 | -",
        "-XX:MaxHeapSize=536870912 -XX:MaxMetaspaceSize=18446744073709547520 | 40 | -",
        "-XX:+UseSerialGC | 40 | -",
      })
  void a_jvm_that_may_take_more_than_its_container_is_told(String flags, int threads, String said) {
    assertEquals(
        Optional.ofNullable(said), said(LimitSigns.of(flags, "vm-flags.txt", APP, threads)));
  }

  @Test
  void a_container_near_its_limit_is_told_and_one_with_room_is_not() {
    assertEquals(
        Optional.of("limits: Container `app` takes 95 % of its memory limit of 1 GiB"),
        said(LimitSigns.usage(GIB / 100 * 95, "container-metrics.yaml", APP)));
    assertEquals(Optional.empty(), said(LimitSigns.usage(GIB / 2, "container-metrics.yaml", APP)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Other | 314572 | direct-memory: Direct buffers hold 307 MiB outside of the heap",
        "Symbol | 314572 | native-memory: `Symbol` is 307 MiB of the JVM's native memory",
        "Java Heap | 314572 | -",
        "Other | 20490 | -",
      })
  void a_part_of_native_memory_that_exceeds_is_told(String part, long kibibytes, String said) {
    String text =
        """
        13537:

        Native Memory Tracking:

        Total: reserved=1533397KB, committed=600000KB
               malloc: 32917KB #63495
        -  %s (reserved=1048823KB, committed=%dKB)
                                    (classes #2638)
        """
            .formatted(part, kibibytes);
    assertEquals(Optional.ofNullable(said), said(NativeMemorySigns.of(text, "native-memory.txt")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "garbage-first heap   total 65536K, used 64312K [0x0, 0x1) | out-of-memory: The heap is"
            + " full: 63 MiB of 64 MiB",
        "garbage-first heap   total reserved 65536K, committed 65536K, used 64699K [0x0, 0x1) |"
            + " out-of-memory: The heap is full: 63 MiB of 64 MiB",
        "garbage-first heap   total 65536K, used 14312K [0x0, 0x1) | -",
      })
  void a_full_heap_is_told(String line, String said) {
    String text =
        "Heap address: 0x00000000fc000000, size: 64 MB, Compressed Oops mode: 32-bit\n\n"
            + "Heap:\n "
            + line
            + "\n  region size 1024K, 11 young (11264K), 1 survivors (1024K)\n"
            + " Metaspace       used 9371K, committed 9600K, reserved 1114112K\n";
    assertEquals(Optional.ofNullable(said), said(HeapUseSigns.of(text, "vm-info.txt")));
  }

  @Test
  void a_crash_is_told_by_its_signal_and_frame() {
    String text =
        """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  SIGSEGV (0xb) at pc=0x00007f0d9c0d1f37, pid=1, tid=17
        #
        # Problematic frame:
        # C  [libimage.so+0x6af37]  decode_row(unsigned char*)+0x17
        #
        """;
    assertEquals(
        Optional.of("crash: The JVM crashed with SIGSEGV in `libimage.so decode_row`"),
        said(CrashSigns.of(text, "crash-log.txt")));
  }

  @Test
  void a_system_without_memory_is_told() {
    String text =
        """
        #
        # There is insufficient memory for the Java Runtime Environment to continue.
        # Native memory allocation (mmap) failed to map 134217728 bytes for committing reserved memory.
        """;
    Finding finding = CrashSigns.of(text, "crash-log.txt").get(0);
    assertEquals("native-memory", finding.fault().slug());
    assertEquals(List.of("crash-log.txt: refused 128 MiB"), finding.backing());
  }

  private static Optional<String> said(List<Finding> findings) {
    return findings.stream().findFirst().map(one -> one.fault().slug() + ": " + one.sentence());
  }
}
