package io.selfheal.notification.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.notification.HttpAnswer;
import io.selfheal.notification.JsonHttp;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import io.selfheal.notification.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls methods of Slack's Web API, with a token that is read for each call. */
public final class SlackMethods {
  private final JsonHttp http;
  private final Secret token;
  private final URI apiUrl;
  private final String login;

  /**
   * @param apiUrl where the methods are, with a slash at the end
   */
  SlackMethods(Secret token, URI apiUrl, Duration deadline) {
    this(token, apiUrl, new JsonHttp("Slack", deadline), SlackErrors.BOT);
  }

  private SlackMethods(Secret token, URI apiUrl, JsonHttp http, String login) {
    this.http = http;
    this.token = token;
    this.apiUrl = apiUrl;
    this.login = login;
  }

  /** The same place, with the app's own token instead of its bot's. */
  public SlackMethods ofApp(Secret appToken) {
    return new SlackMethods(appToken, apiUrl, http, SlackErrors.APP);
  }

  /** Whether what Slack names as an address may be reached without TLS: only in a test. */
  public boolean plain() {
    return "http".equals(apiUrl.getScheme());
  }

  /**
   * With a form, which every method takes; those that only read take nothing else.
   *
   * @param verb what is tried, as "see who is in a group"
   * @return Slack's answer, which is ok
   */
  public JsonNode call(String method, Map<String, String> arguments, String verb)
      throws NotificationException {
    String form =
        arguments.entrySet().stream()
            .map(argument -> encoded(argument.getKey()) + "=" + encoded(argument.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(apiUrl.resolve(method))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return send(request, verb);
  }

  /** Who the token is of, and what it is for. */
  public SlackIdentity identity() throws NotificationException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(apiUrl.resolve("auth.test"))
            .POST(HttpRequest.BodyPublishers.noBody());
    return SlackIdentity.of(answer(request, "see who we are in Slack"));
  }

  JsonNode callJson(String method, String json, String verb) throws NotificationException {
    return send(JsonHttp.json(apiUrl.resolve(method), json), verb);
  }

  private JsonNode send(HttpRequest.Builder request, String verb) throws NotificationException {
    return answer(request, verb).json();
  }

  private HttpAnswer answer(HttpRequest.Builder request, String verb) throws NotificationException {
    HttpAnswer answer =
        http.send(request.header("Authorization", "Bearer " + token.read()).build());
    JsonNode body = answer.json();
    if (!answer.successful() || !body.path("ok").asBoolean()) {
      throw failure(answer, body, verb);
    }
    return answer;
  }

  private NotificationException failure(HttpAnswer answer, JsonNode body, String verb) {
    if (answer.successful() && !body.has("ok")) {
      return new NotificationException(
          Reason.SERVER_ERROR,
          "Cannot " + verb + ": the answer is not Slack's; see whether a proxy stands between");
    }
    return SlackErrors.of(answer, body.path("error").asText(), verb, login);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
