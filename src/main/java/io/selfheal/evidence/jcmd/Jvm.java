package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.ExecResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The one JVM of a container, and the jcmd that reaches it.
 *
 * @param root where the commands find the JVM's root folder; empty when they run in its container
 */
record Jvm(Commands commands, List<String> jcmd, String pid, String root) {

  ExecResult run(List<String> command, Duration deadline)
      throws CaptureFailure, InterruptedException {
    return commands.run(argv(command), deadline).orElseThrow(Jvm::noJcmd);
  }

  void stream(List<String> command, Duration deadline, ByteSink stdout)
      throws CaptureFailure, InterruptedException {
    ExecResult result = commands.stream(argv(command), deadline, stdout).orElseThrow(Jvm::noJcmd);
    if (!result.succeeded()) {
      throw JcmdAnswer.failure(result);
    }
  }

  /** It was there a moment ago. */
  private static CaptureFailure noJcmd() {
    return new CaptureFailure(FailureReason.NO_JCMD, "jcmd cannot be started any more; try again");
  }

  private List<String> argv(List<String> command) {
    List<String> argv = new ArrayList<>(jcmd);
    argv.add(pid);
    argv.addAll(command);
    return argv;
  }
}
