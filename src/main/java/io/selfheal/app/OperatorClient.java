package io.selfheal.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.access.AccessException;
import io.selfheal.access.Authorization;
import io.selfheal.console.OperatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Asks the responder that runs beside us, by its operator's port and with its credentials. */
final class OperatorClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(CONNECT).proxy(HttpClient.Builder.NO_PROXY).build();
  private final OperatorConfig config;

  /**
   * What it said.
   *
   * @param body a JSON object; of a refusal with {@code detail}
   */
  record Reply(int status, JsonNode body) {
    boolean done() {
      return status == 200;
    }

    /** Whether it understood, and says no for good. */
    boolean refused() {
      return status == 404 || status == 409;
    }

    String text(String field) {
      return body.path(field).asText();
    }
  }

  OperatorClient(OperatorConfig config) {
    this.config = config;
  }

  /** Throws {@link AccessException} when there is no credential, or no answer. */
  Reply get(String path) {
    return send(request(path).GET());
  }

  /** Posts an object of texts; throws as {@link #get} does. */
  Reply post(String path, Map<String, String> body) {
    String json = JSON.valueToTree(body).toString();
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path))
        .timeout(ANSWER)
        .header("Authorization", Authorization.of(config.credentials()));
  }

  /** A port that listens everywhere listens here too. */
  private String address() {
    String host = config.port().host();
    String reached =
        switch (host) {
          case "", "0.0.0.0", "::" -> "127.0.0.1";
          default -> host.contains(":") ? "[" + host + "]" : host;
        };
    return "http://" + reached + ":" + config.port().port();
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), parsed(response));
    } catch (IOException e) {
      throw new AccessException(
          "Cannot ask the responder at "
              + address()
              + ": "
              + e.getClass().getSimpleName()
              + "; is it running, and is this its configuration?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccessException("Interrupted while the responder was asked", e);
    }
  }

  private JsonNode parsed(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AccessException(
          "Cannot understand what "
              + address()
              + " answered ("
              + response.statusCode()
              + "): it is no JSON; is that the operator's port of a responder?",
          e);
    }
  }
}
