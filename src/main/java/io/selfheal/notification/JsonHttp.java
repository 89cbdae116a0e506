package io.selfheal.notification;

import io.selfheal.notification.NotificationException.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts JSON, and follows no redirect. The client of Slack's SDK is not used for this: it gives
 * {@code Retry-After} away only as a type of its HTTP library, and keeps tokens in a static cache.
 */
public final class JsonHttp {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String peer;
  private final Duration deadline;

  /**
   * @param peer whom it talks to, for messages
   * @param deadline for a whole answer
   */
  public JsonHttp(String peer, Duration deadline) {
    this.peer = peer;
    this.deadline = deadline;
  }

  public static HttpRequest.Builder json(URI url, String json) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
  }

  public HttpAnswer send(HttpRequest request) throws NotificationException {
    CompletableFuture<HttpResponse<String>> exchange =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      HttpResponse<String> response = exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return new HttpAnswer(
          response.statusCode(),
          response.headers().firstValue("Retry-After"),
          response.headers().firstValue("X-OAuth-Scopes"),
          response.body());
    } catch (ExecutionException e) {
      throw unreachable(e.getCause());
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    } finally {
      exchange.cancel(true);
    }
  }

  private NotificationException unreachable(Throwable cause) {
    return new NotificationException(
        Reason.UNREACHABLE,
        "Cannot reach "
            + peer
            + ": "
            + cause.getClass().getSimpleName()
            + "; see that this network may call it",
        cause);
  }
}
