package io.selfheal.triage.threads.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.triage.BoundedLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded dumps are of one program with many kinds of waits, on JDK 17.0.15 and 25.0.3. */
class DumpReaderTest {
  private static final Path RECORDED = Path.of("src/test/resources/threads");
  private static final String REENTRANT = "java.util.concurrent.locks.ReentrantLock$NonfairSync";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"17", "25"})
  void a_printed_dump_loses_nothing(String jdk) {
    ThreadDump dump = whole("thread-print-" + jdk + ".txt");
    JavaThread main = thread(dump, "main");
    assertEquals(ThreadKind.PLATFORM, main.kind());
    assertTrue(main.in(Thread.State.TIMED_WAITING));
    assertEquals("S.main", main.stack().get(main.stack().size() - 1).name());
    assertTrue(main.stack().get(0).nativeMethod());
    assertTrue(main.times().allocated().orElseThrow() > 300_000);
    assertTrue(main.times().elapsed().orElseThrow().compareTo(Duration.ofSeconds(2)) > 0);
    assertEquals(ThreadKind.JVM, thread(dump, "VM Thread").kind());
  }

  @Test
  void processor_time_is_exact_to_the_hundredth_of_a_millisecond() {
    ThreadDump dump = whole("thread-print-17.txt");
    JavaThread hot = thread(dump, "hot \"q\" #12 prio=5");
    assertEquals(Optional.of(Duration.ofNanos(1_410_420_000)), hot.times().cpu());
    assertEquals(17, hot.id().number());
    assertEquals(Optional.of(LocalDateTime.parse("2026-11-26T16:51:51")), dump.time());
    assertEquals(29, dump.threads().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "25"})
  void monitors_and_ownable_synchronizers_are_read(String jdk) {
    ThreadDump dump = whole("thread-print-" + jdk + ".txt");
    JavaThread a = thread(dump, "lock-a");
    JavaThread b = thread(dump, "lock-b");
    assertEquals(Wait.Kind.PARK, a.locks().awaited().orElseThrow().kind());
    assertEquals(List.of(a.locks().awaited().orElseThrow().lock()), b.locks().held());
    assertEquals(REENTRANT, b.locks().held().get(0).type());
    JavaThread monitor = thread(dump, "mon-a");
    assertEquals(Wait.Kind.ENTER, monitor.locks().awaited().orElseThrow().kind());
    assertEquals(
        List.of(monitor.locks().awaited().orElseThrow().lock()),
        thread(dump, "mon-b").locks().held());
  }

  @Test
  void who_waits_in_a_monitor_does_not_hold_it() {
    JavaThread waiter = thread(whole("thread-print-17.txt"), "waiter");
    assertEquals("class S", waiter.locks().awaited().orElseThrow().lock().type());
    assertEquals(List.of(), waiter.locks().held());
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "25"})
  void all_deadlocks_that_the_jvm_found_are_read(String jdk) {
    List<Deadlock> deadlocks = whole("thread-print-" + jdk + ".txt").deadlocks();
    assertEquals(
        List.of(
            new Deadlock.Link("mon-a", "java.lang.Object", "mon-b"),
            new Deadlock.Link("mon-b", "java.lang.Object", "mon-a")),
        deadlocks.get(0).links());
    assertEquals(new Deadlock.Link("lock-a", REENTRANT, "lock-b"), deadlocks.get(1).links().get(0));
    assertEquals(2, deadlocks.size());
  }

  @Test
  void the_frames_of_a_mounted_virtual_thread_are_on_top_of_its_carriers() {
    JavaThread carrier = thread(whole("thread-print-25.txt"), "ForkJoinPool-1-worker-2");
    assertEquals(ThreadKind.CARRIER, carrier.kind());
    assertEquals(41, carrier.mode().carried());
    assertEquals("S.lambda$main$12", carrier.stack().get(0).name());
    assertEquals(17, carrier.stack().size());
  }

  @Test
  void a_dump_in_json_has_virtual_threads() {
    ThreadDump dump = whole("dump-to-file-25.json");
    assertEquals(ThreadDump.Form.TO_FILE, dump.form());
    JavaThread virtual = thread(dump, "virtual-35");
    assertEquals(ThreadKind.VIRTUAL, virtual.kind());
    assertEquals(
        List.of(virtual.locks().awaited().orElseThrow().lock()),
        thread(dump, "virtual-33").locks().held());
    assertEquals(ThreadKind.MOUNTED, thread(dump, "virtual-41").kind());
    assertEquals(Wait.Kind.PARK, thread(dump, "lock-a").locks().awaited().orElseThrow().kind());
    assertEquals(28, dump.threads().size());
  }

  @Test
  void the_plain_form_of_the_same_says_the_same() {
    ThreadDump json = whole("dump-to-file-25.json");
    ThreadDump plain = whole("dump-to-file-25.txt");
    assertEquals(stacks(json), stacks(plain));
  }

  private static List<String> stacks(ThreadDump dump) {
    return dump.threads().stream()
        .filter(thread -> !thread.name().startsWith("ForkJoinPool"))
        .filter(thread -> !thread.name().equals("Attach Listener"))
        .map(thread -> thread.name() + thread.stack() + thread.locks().held())
        .sorted()
        .toList();
  }

  @Test
  void out_of_a_log_come_all_dumps_and_nothing_that_others_wrote() throws IOException {
    String dump = recorded("thread-print-17.txt");
    String log =
        "READY\nat the door\n" + dump + "served 3 orders\n\tat night\n" + dump + "\nHeap\n";
    ParsedDumps parsed = read(log);
    assertEquals(Optional.empty(), parsed.problem());
    assertEquals(2, parsed.dumps().size());
    assertEquals(parsed.dumps().get(0).threads(), parsed.dumps().get(1).threads());
  }

  @Test
  void an_exception_in_the_midst_of_a_stack_is_not_part_of_it() throws IOException {
    String dump = recorded("thread-print-17.txt");
    String log =
        dump.replace(
            "\tat S.main(", "java.io.IOException: no\n\tat a.B.c(B.java:1)\n\n\tat S.main(");
    String frames = read(log).dumps().get(0).threads().toString();
    assertTrue(!frames.contains("a.B.c"), frames);
  }

  @Test
  void a_lock_that_is_called_an_exception_does_not_end_the_stack() throws IOException {
    String dump =
        """
        Full thread dump x

        "a" #1 prio=5 os_prio=0 cpu=1.00ms elapsed=1.00s tid=0x1 nid=0x1 runnable  [0x1]
           java.lang.Thread.State: RUNNABLE
        \tat java.lang.Throwable.fillInStackTrace(Throwable.java:1)
        \t- locked <0x1> (a shop.NoOrderException)
        \tat shop.Orders.find(Orders.java:1)

        JNI global refs: 1
        """;
    String frames = read(dump).dumps().get(0).threads().toString();
    assertTrue(frames.contains("shop.Orders.find"), frames);
  }

  @Test
  void what_a_container_runtime_puts_before_each_line_is_taken_off() throws IOException {
    String prefixed =
        recorded("thread-print-17.txt")
            .lines()
            .map(line -> "2026-11-26T16:51:51.123456789Z stdout F " + line)
            .collect(Collectors.joining("\n"));
    ThreadDump dump = read(prefixed).dumps().get(0);
    assertEquals(whole("thread-print-17.txt").threads(), dump.threads());
    assertEquals(2, dump.deadlocks().size());
    assertEquals(Optional.of(LocalDateTime.parse("2026-11-26T16:51:51")), dump.time());
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread-print-25.txt", "dump-to-file-25.json"})
  void of_a_cut_file_all_that_is_there_is_read(String name) throws IOException {
    String text = recorded(name);
    ParsedDumps parsed = read(text.substring(0, text.length() / 2));
    assertTrue(parsed.problem().isPresent());
    assertTrue(parsed.dumps().get(0).threads().size() > 8, parsed::toString);
  }

  @Test
  void every_cut_of_every_form_is_read_without_a_failure() throws IOException {
    for (String name :
        List.of("thread-print-25.txt", "dump-to-file-25.json", "dump-to-file-25.txt")) {
      String text = recorded(name);
      for (int length = 0; length < text.length(); length += 97) {
        read(text.substring(0, length));
      }
    }
  }

  @Test
  void noise_in_every_form_is_read_without_a_failure() throws IOException {
    Random random = new Random(1);
    for (String name :
        List.of("thread-print-17.txt", "dump-to-file-25.json", "dump-to-file-25.txt")) {
      byte[] bytes = Files.readAllBytes(RECORDED.resolve(name));
      for (int round = 0; round < 200; round++) {
        byte[] noisy = bytes.clone();
        for (int i = 0; i < 50; i++) {
          noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
        }
        DumpReader.read("noise", new ByteArrayInputStream(noisy));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "{", "{}", "[1]", "\0\1\2", "Full thread dump ", "#1 \"", "\"a\" #1"})
  void what_is_none_is_said_to_be_none(String text) throws IOException {
    ParsedDumps parsed = read(text);
    assertEquals(List.of(), parsed.dumps());
    assertTrue(parsed.problem().isPresent());
  }

  @Test
  void a_line_without_an_end_takes_no_memory() throws IOException {
    InputStream endless = new Endless(200L << 20, "Full thread dump x\n\"a\" #1 prio=5\n\tat ");
    ThreadDump dump = DumpReader.read("long", endless).dumps().get(0);
    assertTrue(dump.threads().get(0).stack().get(0).name().length() <= BoundedLines.LONGEST);
  }

  @Test
  void a_stack_without_an_end_takes_no_memory() throws IOException {
    String frame = "\tat a.B.c(B.java:1)\n";
    ThreadDump dump =
        read("Full thread dump x\n\"a\" #1 prio=5\n" + frame.repeat(100_000)).dumps().get(0);
    assertEquals(1024, dump.threads().get(0).stack().size());
  }

  @Test
  void compressed_files_are_read_as_they_are() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(Files.readAllBytes(RECORDED.resolve("thread-print-17.txt")));
    }
    Path file = Files.write(folder.resolve("thread-dump-1.txt.gz"), packed.toByteArray());
    assertEquals(29, DumpReader.read("packed", file).dumps().get(0).threads().size());
  }

  @Test
  void a_file_that_is_not_there_is_a_problem_and_no_failure() {
    assertTrue(DumpReader.read("gone", folder.resolve("gone")).problem().isPresent());
  }

  private static ThreadDump whole(String name) {
    ParsedDumps parsed = DumpReader.read(name, RECORDED.resolve(name));
    assertEquals(Optional.empty(), parsed.problem());
    assertEquals(1, parsed.dumps().size());
    return parsed.dumps().get(0);
  }

  private static JavaThread thread(ThreadDump dump, String name) {
    return dump.threads().stream()
        .filter(thread -> thread.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String recorded(String name) throws IOException {
    return Files.readString(RECORDED.resolve(name));
  }

  private static ParsedDumps read(String text) throws IOException {
    return DumpReader.read("text", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A beginning, and then the same letter; read in blocks, as a file is. */
  private static final class Endless extends InputStream {
    private final byte[] beginning;
    private long left;
    private int at;

    Endless(long length, String beginning) {
      this.left = length;
      this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      if (left-- <= 0) {
        return -1;
      }
      return at < beginning.length ? beginning[at++] : 'a';
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int read = 0;
      for (int next = read(); next >= 0; next = read()) {
        into[from + read++] = (byte) next;
        if (read == length) {
          break;
        }
      }
      return read == 0 ? -1 : read;
    }
  }
}
