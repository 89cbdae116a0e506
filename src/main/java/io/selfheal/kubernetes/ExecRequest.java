package io.selfheal.kubernetes;

import java.time.Duration;
import java.util.List;

/** A command for a container: argv as it stands, never through a shell; cut off at the deadline. */
public record ExecRequest(PodRef pod, String container, List<String> argv, Duration deadline) {
  public ExecRequest {
    argv = List.copyOf(argv);
  }
}
