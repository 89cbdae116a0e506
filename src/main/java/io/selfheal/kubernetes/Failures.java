package io.selfheal.kubernetes;

import io.selfheal.kubernetes.ClusterException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.regex.Pattern;

/** Turns what servers and sockets say into the one exception of this package. */
final class Failures {
  private static final Pattern NO_SUCH_PROGRAM =
      Pattern.compile("executable file .*not found|exec: .*: no such file or directory");
  private static final Pattern NO_SUCH_CONTAINER =
      Pattern.compile(
          "container not found|not running|container is in CONTAINER_\\w+ state"
              + "|task \\S+ not found|cannot exec in a (stopped|deleted|paused)"
              + "|container \\S+ is not (created|started)|does not have a host assigned");

  private Failures() {}

  static ClusterException of(Reason reason, String doing, String why) {
    return new ClusterException(reason, text(reason, doing, why));
  }

  static ClusterException of(Reason reason, String doing, String why, Exception cause) {
    return new ClusterException(reason, text(reason, doing, why), cause);
  }

  /** The request never had an answer. */
  static ClusterException unanswered(String doing, IOException cause) {
    if (cause instanceof InterruptedIOException) {
      return of(Reason.TIMEOUT, doing, "no answer in time", cause);
    }
    boolean noToken = cause instanceof CredentialTrouble.NoToken;
    Reason reason = noToken ? Reason.UNAUTHORIZED : Reason.UNREACHABLE;
    return of(reason, doing, String.valueOf(cause.getMessage()), cause);
  }

  /** A kubelet's refusals all come as 500, and older servers pass on a runtime's words as 400. */
  static Reason reason(int code, String message) {
    boolean runtimeSpeaks = code == 400 || code == 500;
    if (runtimeSpeaks && NO_SUCH_PROGRAM.matcher(message).find()) {
      return Reason.COMMAND_NOT_FOUND;
    }
    if (runtimeSpeaks && NO_SUCH_CONTAINER.matcher(message).find()) {
      return Reason.CONTAINER_NOT_RUNNING;
    }
    return reason(code);
  }

  private static Reason reason(int code) {
    return switch (code) {
      case 401 -> Reason.UNAUTHORIZED;
      case 403 -> Reason.FORBIDDEN;
      case 404 -> Reason.NOT_FOUND;
      case 408, 504 -> Reason.TIMEOUT;
      case 409 -> Reason.CONFLICT;
      case 429 -> Reason.SERVER_ERROR;
      default -> code >= 400 && code < 500 ? Reason.BAD_REQUEST : Reason.SERVER_ERROR;
    };
  }

  private static String text(Reason reason, String doing, String why) {
    return "Cannot " + doing + ": " + why + "; " + advice(reason);
  }

  private static String advice(Reason reason) {
    return switch (reason) {
      case NOT_FOUND -> "it may be gone by now";
      case FORBIDDEN -> "grant this verb to the service account, as rbac/ does";
      case UNAUTHORIZED -> "check the token or certificate of the kubernetes section";
      case CONFLICT -> "read it again before acting on it";
      case BAD_REQUEST -> "check the names, and that the server's version is supported";
      case COMMAND_NOT_FOUND -> "the image lacks this program";
      case CONTAINER_NOT_RUNNING -> "wait until the container runs";
      case SINK_FAILED -> "make room for the output";
      case STREAM_CUT, TIMEOUT, UNREACHABLE, SERVER_ERROR -> "try again";
    };
  }
}
