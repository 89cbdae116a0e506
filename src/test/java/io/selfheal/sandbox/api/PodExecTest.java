package io.selfheal.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.sandbox.Patient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodExecTest {
  private static final RecordedCluster WORLD = new RecordedCluster();
  private static final Pattern CREATED = Pattern.compile("Heap dump file created \\[(\\d+) bytes");

  @BeforeAll
  static void start() throws Exception {
    WORLD.bare("sick", Patient.holding(3), Patient.hotLoops(1), Patient.DEADLOCK);
    WORLD.bare("other");
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void a_heap_dump_comes_out_whole_and_can_be_removed() throws Exception {
    String said = WORLD.exec("sick", "jcmd", "1", "GC.heap_dump", "/tmp/whole.hprof").text(1);
    Matcher created = CREATED.matcher(said);
    assertTrue(created.find(), said);
    byte[] dump = WORLD.exec("sick", "cat", "/tmp/whole.hprof").bytes(1);
    assertEquals(Integer.parseInt(created.group(1)), dump.length);
    assertEquals("JAVA PROFILE", new String(dump, 0, 12, StandardCharsets.UTF_8));
    WORLD.exec("sick", "rm", "/tmp/whole.hprof");
    String gone = WORLD.exec("sick", "ls", "/tmp/whole.hprof").text(2);
    assertEquals("ls: cannot access '/tmp/whole.hprof': No such file or directory\n", gone);
  }

  @Test
  void a_thread_dump_shows_what_ails_the_pod() throws Exception {
    String dump = WORLD.exec("sick", "jcmd", "1", "Thread.print", "-l", "-e").text(1);
    assertTrue(dump.startsWith("1:\n"), dump);
    assertTrue(dump.contains("\"hot-loop-0\""));
    assertTrue(dump.contains("Found 1 deadlock."));
  }

  @Test
  void a_pod_sees_its_own_jvm_and_no_other() throws Exception {
    String list = WORLD.exec("other", "jcmd", "-l").text(1);
    assertEquals(1, list.lines().filter(line -> line.contains("Patient")).count(), list);
    assertTrue(list.lines().anyMatch(line -> line.equals("1 io.selfheal.sandbox.Patient")));
  }

  @Test
  void a_file_of_one_pod_is_not_there_in_another() throws Exception {
    WORLD.exec("sick", "mkdir", "/tmp/mine");
    assertTrue(WORLD.exec("sick", "test", "-d", "/tmp/mine").text(3).contains("Success"));
    assertTrue(WORLD.exec("other", "test", "-d", "/tmp/mine").text(3).contains("NonZeroExitCode"));
  }

  @Test
  void the_bytes_of_a_file_are_never_rewritten() throws Exception {
    WORLD.exec("other", "jcmd", "1", "GC.heap_dump", "/tmp/raw.hprof");
    byte[] whole = WORLD.exec("other", "cat", "/tmp/raw.hprof").bytes(1);
    byte[] tail = WORLD.exec("other", "tail", "-c", "1000", "/tmp/raw.hprof").bytes(1);
    assertEquals(1000, tail.length);
    assertEquals(whole[whole.length - 1], tail[999]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash", "env", "nc", "/bin/cat", ""})
  void what_is_not_on_the_list_does_not_exist(String program) throws Exception {
    String status = WORLD.exec("other", program, "-c", "id").text(3);
    assertTrue(status.contains("executable file not found in $PATH"), status);
  }

  @Test
  void java_says_its_version_and_runs_nothing() throws Exception {
    assertTrue(WORLD.exec("other", "java", "-version").text(2).contains("version"));
    assertFalse(WORLD.exec("other", "java", "-cp", "/tmp", "X").text(3).contains("Success"));
  }

  @Test
  void a_container_s_environment_reaches_what_is_executed_in_it() throws Exception {
    WORLD.bareWithEnv("talky", Map.of("JAVA_TOOL_OPTIONS", "-Dx=y"));
    ExecCall call = WORLD.exec("talky", "jcmd", "1", "VM.version");
    assertTrue(call.text(2).startsWith("Picked up JAVA_TOOL_OPTIONS: -Dx=y"), call.text(2));
    assertTrue(call.text(1).startsWith("1:\n"));
  }
}
