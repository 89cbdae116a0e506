package io.selfheal.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;

/**
 * What the other side said to a request.
 *
 * @param retryAfter the header's text
 * @param scopes what the token of the request is for, where the other side says so
 */
public record HttpAnswer(
    int status, Optional<String> retryAfter, Optional<String> scopes, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_WAIT = 3_600;

  public HttpAnswer(int status, Optional<String> retryAfter, String body) {
    this(status, retryAfter, Optional.empty(), body);
  }

  public boolean successful() {
    return status >= 200 && status < 300;
  }

  /** The body as JSON; a missing node when it is none (a proxy's page, say). */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** How long to wait, within reason. */
  public Optional<Duration> askedWait() {
    return retryAfter
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Long::parseLong)
        .map(seconds -> Duration.ofSeconds(Math.max(1, Math.min(seconds, LONGEST_WAIT))));
  }
}
