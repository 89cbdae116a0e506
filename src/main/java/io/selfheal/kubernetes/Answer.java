package io.selfheal.kubernetes;

import com.google.gson.JsonParseException;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.openapi.models.V1StatusCause;
import io.selfheal.kubernetes.ClusterException.Reason;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;

/** What the API server said: the HTTP code decides, the Status in the body explains. */
record Answer(int code, String body) {
  private static final int SHOWN = 500;

  boolean ok() {
    return code >= 200 && code < 300;
  }

  /** The exception for an answer that is no success. */
  ClusterException failure(String doing) {
    String why = "the API server answers " + code + ", " + message();
    return Failures.of(Failures.reason(code, message()), doing, why);
  }

  /** Whether the Status names this cause. */
  boolean hasCause(String reason) {
    return status().map(Answer::causes).orElse(List.of()).stream()
        .anyMatch(cause -> reason.equals(cause.getReason()));
  }

  String message() {
    String text = status().map(V1Status::getMessage).orElse(body).strip();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  <T> T as(Class<T> type, String doing) throws ClusterException {
    try {
      T value = LenientJson.GSON.fromJson(body, type);
      if (value != null) {
        return value;
      }
      throw Failures.of(Reason.SERVER_ERROR, doing, "the answer is empty");
    } catch (JsonParseException | DateTimeException | IllegalArgumentException e) {
      throw Failures.of(Reason.SERVER_ERROR, doing, "the answer is not what the API sends", e);
    }
  }

  private Optional<V1Status> status() {
    try {
      return Optional.ofNullable(LenientJson.GSON.fromJson(body, V1Status.class));
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  private static List<V1StatusCause> causes(V1Status status) {
    var details = status.getDetails();
    return details == null || details.getCauses() == null ? List.of() : details.getCauses();
  }
}
