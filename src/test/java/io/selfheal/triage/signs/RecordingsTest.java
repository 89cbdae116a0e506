package io.selfheal.triage.signs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.PartialDiagnosis;
import io.selfheal.triage.Specimen;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real recordings, of this JVM. */
class RecordingsTest {
  private static final Recordings ALL = new Recordings(Long.MAX_VALUE, Duration.ofMinutes(5));
  private static final long CPU_NANOS = 2_000_000_000L;

  @TempDir Path folder;
  private double result;

  @Test
  void the_method_that_burns_the_time_is_named() throws IOException {
    Finding hot = found(Fault.HOT_THREAD, recorded(this::spin));
    assertTrue(hot.sentence().contains("RecordingsTest.burn"), hot.toString());
    assertTrue(
        hot.backing().get(1).contains("most of them of the thread `main`, "), hot.toString());
  }

  @Test
  void a_monitor_that_threads_wait_for_is_named() throws IOException {
    Finding lock = found(Fault.LOCK_CONTENTION, recorded(RecordingsTest::queue));
    assertEquals(
        "Threads wait for the monitor of `" + Turnstile.class.getName() + "`", lock.sentence());
  }

  @Test
  void what_is_longer_than_one_may_wait_for_is_read_in_part_and_says_so() throws IOException {
    PartialDiagnosis diagnosis =
        new Recordings(3, Duration.ofMinutes(5)).of(specimen(recorded(RecordingsTest::queue)));
    assertEquals(
        List.of(
            "Of flight-recording.jfr only the first 3 events were read; JDK Mission Control shows"
                + " all of them"),
        diagnosis.unread());
  }

  @Test
  void a_cut_recording_is_told() throws IOException {
    Path whole = recorded(() -> {});
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(bytes, bytes.length / 2));
    List<String> unread = SignTriage.of(List.of(specimen(cut))).unread();
    assertEquals(1, unread.size());
    assertTrue(unread.get(0).startsWith("Cannot read flight-recording.jfr: "), unread.toString());
  }

  @Test
  void a_compressed_recording_is_told() throws IOException {
    Path file = folder.resolve("flight-recording.jfr");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("FLR\0".getBytes(StandardCharsets.US_ASCII));
    }
    assertEquals(
        List.of("Cannot read flight-recording.jfr: a recording is read as it is; unpack it first"),
        ALL.of(specimen(file)).unread());
  }

  private static Finding found(Fault fault, Path recording) throws IOException {
    List<Finding> findings = ALL.of(specimen(recording)).findings();
    return findings.stream()
        .filter(finding -> finding.fault() == fault)
        .findFirst()
        .orElseThrow(() -> new AssertionError(findings.toString()));
  }

  private static Specimen specimen(Path file) {
    return new Specimen(ArtefactKind.FLIGHT_RECORDING, "flight-recording.jfr", file);
  }

  private Path recorded(Runnable work) throws IOException {
    Path file = folder.resolve("flight-recording.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.enable("jdk.JavaMonitorEnter").withThreshold(Duration.ofMillis(1));
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return file;
  }

  private void spin() {
    var threads = ManagementFactory.getThreadMXBean();
    long until = threads.getCurrentThreadCpuTime() + CPU_NANOS;
    while (threads.getCurrentThreadCpuTime() < until) {
      burn();
    }
  }

  private void burn() {
    for (int i = 0; i < 1_000_000; i++) {
      result += i % 7 * result / 3;
    }
  }

  private static final class Turnstile {}

  /** One thread holds the monitor until four others are in the queue, and for a while. */
  private static void queue() {
    Turnstile turnstile = new Turnstile();
    CountDownLatch held = new CountDownLatch(1);
    List<Thread> waiting =
        IntStream.range(0, 4).mapToObj(i -> new Thread(() -> pass(turnstile, held))).toList();
    synchronized (turnstile) {
      waiting.forEach(Thread::start);
      held.countDown();
      while (waiting.stream().anyMatch(one -> one.getState() != Thread.State.BLOCKED)) {
        Thread.onSpinWait();
      }
      long until = System.nanoTime() + 300_000_000L;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
    }
    waiting.forEach(RecordingsTest::join);
  }

  private static void pass(Turnstile turnstile, CountDownLatch held) {
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    synchronized (turnstile) {
      Thread.onSpinWait();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
