package io.selfheal.sandbox.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.sandbox.cluster.ExecRefusal;
import io.selfheal.sandbox.cluster.Rejection;
import java.util.List;

/** {@code Status} objects: the body of every refusal, and the last word of every exec. */
final class StatusBody {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String INTERNAL = "Internal error occurred: ";

  private StatusBody() {}

  static ObjectNode of(Rejection rejection) {
    ObjectNode status = failure(answer("Failure"), rejection.getMessage(), rejection.reason());
    rejection.about().ifPresent(about -> details(status.putObject("details"), about));
    rejection.cause().ifPresent(cause -> cause(status, cause));
    return status.put("code", rejection.code());
  }

  private static void details(ObjectNode details, Rejection.About about) {
    details.put("name", about.name());
    if (!about.group().isEmpty()) {
      details.put("group", about.group());
    }
    details.put("kind", about.kind());
  }

  static ObjectNode success(int code) {
    return answer("Success").put("code", code);
  }

  private static ObjectNode answer(String status) {
    ObjectNode node = MAPPER.createObjectNode().put("kind", "Status").put("apiVersion", "v1");
    node.putObject("metadata");
    return node.put("status", status);
  }

  /** On the status channel there is neither kind nor version. */
  private static ObjectNode word(String status) {
    ObjectNode node = MAPPER.createObjectNode();
    node.putObject("metadata");
    return node.put("status", status);
  }

  static ObjectNode ended(int exitCode, List<String> argv, Protocol protocol) {
    if (exitCode == 0) {
      return word("Success");
    }
    String how =
        protocol == Protocol.V4
            ? "error executing command [" + String.join(" ", argv) + "], exit code " + exitCode
            : "command terminated with exit code " + exitCode;
    ObjectNode status =
        failure(
            word("Failure"),
            "command terminated with non-zero exit code: " + how,
            "NonZeroExitCode");
    ArrayNode causes = status.putObject("details").putArray("causes");
    causes.addObject().put("reason", "ExitCode").put("message", Integer.toString(exitCode));
    return status;
  }

  /** From version 5 on, what the runtime says comes wrapped once more. */
  static ObjectNode refused(ExecRefusal refusal, Protocol protocol) {
    boolean wrapped = refusal.voice() == ExecRefusal.Voice.RUNTIME && protocol == Protocol.V5;
    String cause = (wrapped ? INTERNAL : "") + refusal.getMessage();
    ObjectNode status = failure(word("Failure"), INTERNAL + cause, "InternalError");
    cause(status, cause);
    return status.put("code", 500);
  }

  private static ObjectNode failure(ObjectNode status, String message, String reason) {
    status.put("message", message);
    return reason.isEmpty() ? status : status.put("reason", reason);
  }

  private static void cause(ObjectNode status, Rejection.Cause cause) {
    ObjectNode node = cause(status, cause.message()).put("reason", cause.reason());
    if (!cause.field().isEmpty()) {
      node.put("field", cause.field());
    }
  }

  private static ObjectNode cause(ObjectNode status, String message) {
    ObjectNode cause = status.withObject("/details").withArray("/causes").addObject();
    return cause.put("message", message);
  }
}
