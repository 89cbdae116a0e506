package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.openapi.models.V1StatusCause;
import io.kubernetes.client.openapi.models.V1StatusDetails;
import io.selfheal.kubernetes.ClusterException.Reason;
import java.util.Optional;

/** What the status channel says about the end of a command. */
final class ExecStatus {
  private static final int INTERNAL_ERROR = 500;

  private ExecStatus() {}

  /** The exit code, when the command ran to its end. */
  static int exitCode(String json, String doing) throws ClusterException {
    Answer answer = new Answer(INTERNAL_ERROR, json);
    V1Status status = answer.as(V1Status.class, doing);
    if ("Success".equals(status.getStatus())) {
      return 0;
    }
    if ("NonZeroExitCode".equals(status.getReason())) {
      return told(status)
          .orElseThrow(() -> Failures.of(Reason.SERVER_ERROR, doing, "it hides the exit code"));
    }
    String why = "the node says: " + answer.message();
    throw Failures.of(Failures.reason(INTERNAL_ERROR, answer.message()), doing, why);
  }

  private static Optional<Integer> told(V1Status status) {
    return Optional.ofNullable(status.getDetails()).map(V1StatusDetails::getCauses).stream()
        .flatMap(causes -> causes.stream())
        .filter(cause -> "ExitCode".equals(cause.getReason()))
        .map(V1StatusCause::getMessage)
        .filter(code -> code != null && code.matches("\\d{1,3}"))
        .map(Integer::valueOf)
        .findFirst();
  }
}
