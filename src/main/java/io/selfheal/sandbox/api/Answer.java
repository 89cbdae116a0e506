package io.selfheal.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.selfheal.sandbox.cluster.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Bodies as the API server sends them: no charset in the content type, a line feed at the end. */
final class Answer {
  private static final String JSON = "application/json";

  private Answer() {}

  static void json(Context context, int status, ObjectNode body) {
    context.status(status).contentType(JSON).result(bytes(body));
  }

  static void text(Context context, String body) {
    context.status(200).contentType("text/plain").result(body.getBytes(StandardCharsets.UTF_8));
  }

  static void rejection(Context context, Rejection rejection) {
    json(context, rejection.code(), StatusBody.of(rejection));
  }

  /** Before an upgrade there is nobody else who would write the body. */
  static void rejectUpgrade(Context context, Rejection rejection) {
    context.res().setStatus(rejection.code());
    context.res().setContentType(JSON);
    try {
      context.res().getOutputStream().write(bytes(StatusBody.of(rejection)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ObjectNode body) {
    return (body + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
