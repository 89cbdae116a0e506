package io.selfheal.evidence.jcmd;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmChoice;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ExecResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JvmSearchTest {
  private final ScriptedCluster cluster = new ScriptedCluster().says("status", Scene.ATTACHABLE);

  @Test
  void finds_the_one_jvm_and_skips_jcmd_itself() throws Exception {
    cluster.says("env jcmd -l", "28 jdk.jcmd/sun.tools.jcmd.JCmd -l\n17 Leaky a b\n");
    assertEquals("17", find().pid());
  }

  @Test
  void keeps_the_options_of_the_jvm_away_from_jcmd() throws Exception {
    cluster.says("env jcmd -l", "1 Leaky\n");
    assertEquals(
        List.of("env", "-u", "JAVA_TOOL_OPTIONS", "-u", "_JAVA_OPTIONS", "jcmd"),
        find().jcmd().subList(0, 6));
  }

  @Test
  void an_image_without_env_runs_jcmd_as_it_is() throws Exception {
    cluster.says("jcmd -l", "1 Leaky\n");
    assertEquals(List.of("jcmd"), find().jcmd());
  }

  @Test
  void an_env_that_may_not_run_is_passed_over() throws Exception {
    cluster.fails("env jcmd -l", 126, "not allowed").says("jcmd -l", "1 Leaky\n");
    assertEquals(List.of("jcmd"), find().jcmd());
  }

  @Test
  void env_without_jcmd_is_no_jcmd() throws Exception {
    cluster.fails("env jcmd -l", 127, "env: 'jcmd': No such file or directory\n");
    assertEquals(Optional.empty(), search(JvmChoice.ANY));
  }

  @Test
  void a_listing_that_fails_is_refused_with_its_words() {
    cluster.fails("env jcmd -l", 1, "Error occurred during initialization of VM\n");
    assertEquals(FailureReason.JCMD_REFUSED, failure().reason());
    assertTrue(failure().getMessage().contains("initialization of VM"));
  }

  @Test
  void of_several_jvms_the_one_that_holds_the_most_memory_is_found() throws Exception {
    cluster
        .says("env jcmd -l", "1 launcher.jar\n44 com.acme.Pay --password=hunter2\n55 agent.jar\n")
        .says("ls", "1\n44\n55\n")
        .says("status", java(1, 40_000) + java(44, 900_000) + java(55, 90_000));
    assertEquals("44", find().pid());
  }

  @Test
  void the_one_that_the_rule_names_is_found_before_a_larger_one() throws Exception {
    cluster
        .says("env jcmd -l", "1 com.acme.Pay\n44 com.acme.Index\n")
        .says("ls", "1\n44\n")
        .says("status", java(1, 40_000) + java(44, 900_000));
    assertEquals("1", find("com.acme.Pay"::equals).pid());
  }

  @Test
  void when_none_is_the_one_that_the_rule_names_they_are_named_without_their_arguments() {
    cluster
        .says("env jcmd -l", "1 com.acme.Pay --password=hunter2\n44 sidecar.jar\n55\n")
        .lacks("ls");
    CaptureFailure failure =
        assertThrows(CaptureFailure.class, () -> find("com.acme.Index"::equals));
    assertEquals(FailureReason.NO_JVM, failure.reason());
    assertTrue(
        failure.getMessage().endsWith("it runs com.acme.Pay (1), sidecar.jar (44), java (55)"),
        failure.getMessage());
  }

  @Test
  void openj9_is_refused_by_its_own_name_for_jcmd() {
    cluster.says(
        "env jcmd -l",
        "9 jdk.jcmd/openj9.tools.attach.diagnostics.tools.Jcmd -l\n1 com.acme.Pay\n");
    assertEquals(FailureReason.UNSUPPORTED_JVM, failure().reason());
  }

  @Test
  void a_jvm_that_jcmd_does_not_list_is_found_among_the_processes() throws Exception {
    String other = Scene.ATTACHABLE.replace("java", "sh");
    cluster
        .says("env jcmd -l", "")
        .says("ls", "1\n7\n28\ncpuinfo\nself\n")
        .on("status", request -> new ExecResult(1, other + java(7), "cat: /proc/28/status: gone"));
    assertEquals("7", find().pid());
  }

  @Test
  void a_jvm_that_hides_beside_a_smaller_one_is_found() throws Exception {
    cluster
        .says("env jcmd -l", "1 com.acme.Pay\n")
        .says("ls", "1\n7\n")
        .says("status", java(1, 40_000) + java(7, 900_000));
    assertEquals("7", find().pid());
  }

  @Test
  void neither_jcmds_own_process_nor_a_dead_one_nor_a_wrapper_is_another_jvm() throws Exception {
    String jcmd = java(28).replace("java", "jcmd");
    String wrapper = java(6).replace("java", "sh");
    String dead = java(9).replace("Umask:", "State:\tZ (zombie)\nUmask:");
    cluster
        .says("env jcmd -l", "28 jdk.jcmd/sun.tools.jcmd.JCmd -l\n7 Leaky\n")
        .says("ls", "1\n7\n9\n28\n")
        .says("status", wrapper + java(7) + dead + jcmd);
    assertEquals("7", find().pid());
  }

  @Test
  void looks_with_three_commands() throws Exception {
    cluster.says("env jcmd -l", "1 Leaky\n").says("ls", "1\n");
    find();
    assertEquals(3, cluster.commands.size(), cluster.commands::toString);
  }

  @Test
  void a_long_process_table_is_read_in_parts() throws Exception {
    String pids = IntStream.rangeClosed(1, 250).mapToObj(n -> n + "\n").collect(joining());
    cluster
        .says("env jcmd -l", "1 Leaky\n")
        .says("ls", pids)
        .on("status", request -> new ExecResult(0, javas(request.argv(), "1", "250"), ""));
    assertEquals("250", find().pid());
    assertEquals(5, cluster.commands.size());
  }

  @Test
  void a_container_without_a_jvm_has_none() {
    cluster
        .says("env jcmd -l", "")
        .says("ls", "1\n7\n")
        .says("status", java(1).replace("java", "nginx"));
    assertEquals(FailureReason.NO_JVM, failure().reason());
    cluster.lacks("ls");
    assertEquals(FailureReason.NO_JVM, failure().reason());
  }

  @Test
  void a_jvm_that_sigquit_would_kill_is_left_alone() {
    cluster
        .says("env jcmd -l", "1 Leaky\n")
        .says("status", Scene.NOT_ATTACHABLE)
        .fails("ls", 2, "ls: cannot access '/tmp/.java_pid1'");
    assertEquals(FailureReason.ATTACH_FAILED, failure().reason());
  }

  @Test
  void a_jvm_whose_socket_is_there_needs_no_signal() throws Exception {
    cluster
        .says("env jcmd -l", "1 Leaky\n")
        .says("status", Scene.NOT_ATTACHABLE)
        .says("ls", "/tmp/.java_pid1\n");
    assertEquals("1", find().pid());
  }

  @Test
  void what_cannot_be_read_refuses_nothing() throws Exception {
    cluster.says("env jcmd -l", "1 Leaky\n").lacks("status");
    assertEquals("1", find().pid());
    cluster.fails("status", 1, "cat: /proc/1/status: Permission denied");
    assertEquals("1", find().pid());
  }

  private static String javas(List<String> asked, String... pids) {
    return Stream.of(pids)
        .filter(pid -> asked.contains("/proc/" + pid + "/status"))
        .map(pid -> java(Integer.parseInt(pid), Long.parseLong(pid)))
        .collect(joining());
  }

  private static String java(int pid) {
    return Scene.ATTACHABLE.replace("Pid:\t1", "Pid:\t" + pid);
  }

  private static String java(int pid, long residentKibibytes) {
    return java(pid).replace("SigCgt:", "VmRSS:\t  " + residentKibibytes + " kB\nSigCgt:");
  }

  private Jvm find() throws CaptureFailure, InterruptedException {
    return find(JvmChoice.ANY);
  }

  private Jvm find(JvmChoice choice) throws CaptureFailure, InterruptedException {
    return search(choice).orElseThrow();
  }

  private Optional<Jvm> search(JvmChoice choice) throws CaptureFailure, InterruptedException {
    return JvmSearch.inside(new Commands(cluster, Scene.TARGET), choice).find();
  }

  private CaptureFailure failure() {
    return assertThrows(CaptureFailure.class, this::find);
  }
}
