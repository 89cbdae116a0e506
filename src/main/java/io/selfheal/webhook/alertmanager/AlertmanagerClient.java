package io.selfheal.webhook.alertmanager;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Bounds;
import io.selfheal.webhook.alertmanager.AlertmanagerException.Reason;
import io.selfheal.webhook.alertmanager.BoundedBody.TooLargeException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks one Alertmanager which alerts of ours fire. The address is the configured one and no other:
 * redirects are not followed, and no URL that it answers is ever asked for anything.
 */
final class AlertmanagerClient {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final String QUESTION =
      "api/v2/alerts?active=true&silenced=false&inhibited=false&unprocessed=false&receiver=";
  private static final String RECEIVERS = "api/v2/receivers";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SPECIAL = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

  private final URI url;
  private final String receiver;
  private final Bounds bounds;
  private final AlertmanagerConfig.Access access;
  private final Authorization authorization;

  AlertmanagerClient(URI url, AlertmanagerConfig config) {
    this.url = url;
    this.receiver = config.receiver();
    this.bounds = config.bounds();
    this.access = config.access();
    this.authorization = new Authorization(access);
  }

  URI url() {
    return url;
  }

  GettableAlerts firing() throws AlertmanagerException {
    return read(ask(QUESTION + URLEncoder.encode(exactly(), StandardCharsets.UTF_8)));
  }

  /** Whether its configuration has our receiver. */
  boolean hasReceiver() throws AlertmanagerException {
    try {
      return JSON.readTree(ask(RECEIVERS)).findValuesAsText("name").contains(receiver);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  private byte[] ask(String question) throws AlertmanagerException {
    HttpResponse<byte[]> answer = send(request(question));
    int status = answer.statusCode();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      throw failure(
          Reason.UNAUTHORIZED, "it answered " + status, "see alertmanager.bearerTokenFile", null);
    }
    if (status != OK) {
      throw failure(
          Reason.BAD_STATUS,
          "it answered " + status,
          "see that alertmanager.urls leads to Alertmanager itself, and its log",
          null);
    }
    return answer.body();
  }

  private GettableAlerts read(byte[] body) throws AlertmanagerException {
    try {
      return GettableAlerts.read(body, receiver);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  private HttpRequest request(String question) throws AlertmanagerException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(question)).header("Accept", "application/json");
    Optional<String> header = authorization.header();
    header.ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  /** The API takes an expression, which must match the whole name; we mean the name itself. */
  private String exactly() {
    return SPECIAL.matcher(receiver).replaceAll("\\\\$0");
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws AlertmanagerException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client().sendAsync(request, head -> new BoundedBody(bounds.maxAnswer()));
    try {
      return exchange.get(bounds.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (TimeoutException e) {
      throw tookTooLong(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    } finally {
      exchange.cancel(true);
    }
  }

  /** One for each question: they are minutes apart, and the authority may have changed. */
  private HttpClient client() throws AlertmanagerException {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(shorter(bounds.timeout(), Duration.ofSeconds(5)));
    if (access.caFile().isPresent()) {
      client.sslContext(Authority.in(access.caFile().get()));
    }
    return client.build();
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private AlertmanagerException failed(Throwable cause) {
    if (cause instanceof TooLargeException) {
      String why = "its answer is larger than " + bounds.maxAnswer() + " bytes";
      return failure(Reason.TOO_LARGE, why, "raise alertmanager.maxAnswer", cause);
    }
    if (cause instanceof HttpTimeoutException) {
      return tookTooLong(cause);
    }
    return failure(
        Reason.UNREACHABLE,
        cause.getClass().getSimpleName(),
        "see that it runs and that the network policy lets us call it",
        cause);
  }

  private AlertmanagerException tookTooLong(Throwable cause) {
    String why = "no whole answer within " + bounds.timeout();
    return failure(Reason.TIMEOUT, why, "look at its load, or raise alertmanager.timeout", cause);
  }

  /** The cause would quote the answer, so it goes no further. */
  private AlertmanagerException malformed(IOException cause) {
    String why = "its answer is none of the API's (" + cause.getClass().getSimpleName() + ")";
    return failure(Reason.MALFORMED, why, "see whether a proxy stands between", null);
  }

  private AlertmanagerException failure(Reason reason, String why, String what, Throwable cause) {
    return new AlertmanagerException(
        reason, "Cannot ask Alertmanager at " + url + ": " + why + "; " + what, cause);
  }
}
