package io.selfheal.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a request with an error that the caller can read: RFC 9457's {@code problem+json}. */
public final class HttpProblem extends RuntimeException {
  static final String CONTENT_TYPE = "application/problem+json";
  private static final JsonFactory JSON = new JsonFactory();
  private static final String RETRY_AFTER_SECONDS = "5";

  private final int status;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, Object> members = new LinkedHashMap<>();

  public HttpProblem(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  /**
   * Not now. Never 429 in its place: Alertmanager drops a notification on any 4xx, and retries on a
   * 5xx.
   */
  public static HttpProblem unavailable(String detail) {
    return new HttpProblem(503, detail).header("Retry-After", RETRY_AFTER_SECONDS);
  }

  public static HttpProblem unauthorized(Authenticator authenticator) {
    return new HttpProblem(401, "This needs valid credentials")
        .header("WWW-Authenticate", authenticator.challenge());
  }

  public HttpProblem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Adds a member of its own to the body. */
  public HttpProblem with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  public int status() {
    return status;
  }

  /** Writes it as the answer; a route that throws it has it written. */
  public void answer(Context context) {
    headers.forEach(context::header);
    context.status(status).contentType(CONTENT_TYPE).result(json());
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", "about:blank");
      json.writeStringField("title", HttpStatus.forStatus(status).getMessage());
      json.writeNumberField("status", status);
      json.writeStringField("detail", getMessage());
      for (Map.Entry<String, Object> member : members.entrySet()) {
        json.writeObjectField(member.getKey(), member.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
