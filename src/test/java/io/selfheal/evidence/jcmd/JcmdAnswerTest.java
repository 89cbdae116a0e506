package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ExecResult;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JcmdAnswerTest {
  @Test
  void only_jcmds_own_line_says_that_a_dump_was_created() {
    assertEquals(
        OptionalLong.of(26132983), JcmdAnswer.heapDumpBytes(Recording.exec("exec-heap-dump")));
    assertEquals(
        OptionalLong.of(24281481),
        JcmdAnswer.heapDumpBytes(Recording.exec("ephemeral-exec-heap-dump")));
  }

  @Test
  void the_line_counts_for_nothing_when_jcmd_failed() {
    String line = Recording.exec("exec-heap-dump").stdout();
    assertTrue(JcmdAnswer.heapDumpBytes(new ExecResult(137, line, "")).isEmpty());
  }

  /** Texts of JDK 17.0.15 and 25.0.3 and of the recordings; all but the last came with code 0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Unable to create /etc/passwd: File exists              | JCMD_REFUSED
          Unable to create /nosuch/a.hprof: No such file or directory | JCMD_REFUSED
          Dump file is incomplete: No space left on device       | NO_SPACE_IN_POD
          Dump file is incomplete: Broken pipe                   | JCMD_REFUSED
          Heap dump file cre                                     | JCMD_REFUSED
          """)
  void exit_code_zero_is_no_success(String line, FailureReason reason) {
    ExecResult result = new ExecResult(0, "1:\nDumping heap to /tmp/x ...\n" + line + "\n", "");
    assertTrue(JcmdAnswer.heapDumpBytes(result).isEmpty());
    CaptureFailure failure = JcmdAnswer.failure(result);
    assertEquals(reason, failure.reason());
    assertTrue(failure.getMessage().contains(line), failure.getMessage());
  }

  @Test
  void a_file_that_exists_is_refused_as_recorded() {
    ExecResult recorded = Recording.exec("exec-heap-dump-file-exists");
    assertTrue(JcmdAnswer.heapDumpBytes(recorded).isEmpty());
    assertEquals(FailureReason.JCMD_REFUSED, JcmdAnswer.failure(recorded).reason());
  }

  @Test
  void a_process_that_cannot_be_reached_is_a_failed_attach() {
    assertEquals(FailureReason.ATTACH_FAILED, reason("exec-no-such-pid"));
    assertEquals(FailureReason.ATTACH_FAILED, reason("ephemeral-exec-jcmd17-cannot-attach"));
  }

  /** As jcmd of 17 ends in a pod with a read-only root and nothing at /tmp. */
  @Test
  void a_tmp_that_cannot_be_written_is_named() {
    String trace =
        """
        java.io.IOException: Read-only file system
        \tat jdk.attach/sun.tools.attach.VirtualMachineImpl.createAttachFile
        """;
    CaptureFailure failure = JcmdAnswer.failure(new ExecResult(1, "", trace));
    assertEquals(FailureReason.ATTACH_FAILED, failure.reason());
    assertTrue(failure.getMessage().contains("mount an emptyDir at /tmp"), failure.getMessage());
  }

  @Test
  void a_command_that_the_jvm_does_not_know_is_refused() {
    ExecResult result =
        new ExecResult(
            1, "1:\n", "java.lang.IllegalArgumentException: Unknown diagnostic command\n");
    assertEquals(FailureReason.JCMD_REFUSED, JcmdAnswer.failure(result).reason());
  }

  @Test
  void the_sentence_never_repeats_the_options_of_the_jvm() {
    String stderr = "Picked up JAVA_TOOL_OPTIONS: -Dpassword=hunter2\nError: no memory\u0007\n";
    String sentence = JcmdAnswer.failure(new ExecResult(1, "", stderr)).getMessage();
    assertFalse(sentence.contains("hunter2"), sentence);
    assertTrue(sentence.contains("'Error: no memory'"), sentence);
  }

  @Test
  void the_sentence_is_short_whatever_jcmd_says() {
    ExecResult result = new ExecResult(1, "", "x".repeat(60_000));
    assertTrue(JcmdAnswer.failure(result).getMessage().length() < 400);
  }

  private static FailureReason reason(String recording) {
    return JcmdAnswer.failure(Recording.exec(recording)).reason();
  }
}
