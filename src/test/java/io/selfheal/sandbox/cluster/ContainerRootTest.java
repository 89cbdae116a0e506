package io.selfheal.sandbox.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerRootTest {
  private static final long PID = 4711;

  @TempDir private Path folder;
  private ContainerRoot root;

  @BeforeEach
  void create() {
    root = ContainerRoot.create(folder.resolve("pod"), new Identity(0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "/tmp/x.hprof, /tmp/x.hprof",
    "/tmp/../etc/passwd, /etc/passwd",
    "/../../../etc/shadow, /etc/shadow",
    "../../x, /x",
    "tmp/../../../x, /x",
    "/proc/1/root/etc/shadow, /proc/1/root/etc/shadow",
    "/proc/1/../../x, /x"
  })
  void a_path_stays_below_the_folder_whatever_it_holds(String argument, String below) {
    assertEquals(root.folder() + below, root.inside(argument, PID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-l", "1", "-gz=1", "GC.heap_dump", "%s", ""})
  void what_is_no_path_stays_as_it_is(String argument) {
    assertEquals(argument, root.inside(argument, PID));
  }

  @Test
  void the_path_of_a_key_and_value_is_mapped() {
    assertEquals("if=" + root.folder() + "/tmp/x", root.inside("if=/tmp/x", PID));
  }

  @Test
  void process_1_is_the_pod_s_own() {
    assertEquals("/proc/4711/status", root.inside("/proc/1/status", PID));
  }

  @Test
  void text_that_goes_out_names_the_path_as_the_pod_knows_it() {
    String told = "Dumping heap to " + root.folder() + "/tmp/x ...";
    assertEquals("Dumping heap to /tmp/x ...", root.strip(told));
    assertTrue(told.length() > root.strip(told).length());
  }
}
