package io.selfheal.notification.slack;

import io.selfheal.notification.NotificationException;
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
 * Posts JSON to Slack. The SDK's own client is not used for this: it gives {@code Retry-After} away
 * only as a type of its HTTP library, and keeps tokens in a static cache.
 */
final class SlackHttp {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Duration deadline;

  SlackHttp(Duration deadline) {
    this.deadline = deadline;
  }

  static HttpRequest.Builder json(URI url, String json) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
  }

  SlackAnswer send(HttpRequest request) throws NotificationException {
    CompletableFuture<HttpResponse<String>> exchange =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      HttpResponse<String> response = exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return new SlackAnswer(
          response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
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

  private static NotificationException unreachable(Throwable cause) {
    return new NotificationException(
        Reason.UNREACHABLE,
        "Cannot reach Slack: "
            + cause.getClass().getSimpleName()
            + "; see that this network may call it",
        cause);
  }
}
