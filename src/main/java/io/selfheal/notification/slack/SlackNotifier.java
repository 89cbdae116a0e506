package io.selfheal.notification.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.util.json.GsonFactory;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.HttpAnswer;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.JsonHttp;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import io.selfheal.notification.Notifier;
import io.selfheal.notification.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/** Posts as a bot, and edits what it posted. */
final class SlackNotifier implements Notifier {
  static final URI API = URI.create("https://slack.com/api/");

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final JsonHttp http;
  private final Secret token;
  private final URI apiUrl;

  /**
   * @param apiUrl where the methods are, with a slash at the end
   */
  SlackNotifier(Secret token, URI apiUrl) {
    this(token, apiUrl, DEADLINE);
  }

  SlackNotifier(Secret token, URI apiUrl, Duration deadline) {
    this.http = new JsonHttp("Slack", deadline);
    this.token = token;
    this.apiUrl = apiUrl;
  }

  @Override
  public MessageRef post(String channel, IncidentMessage message) throws NotificationException {
    SlackMessage slack = SlackMessage.of(message);
    ChatPostMessageRequest request =
        ChatPostMessageRequest.builder()
            .channel(channel)
            .text(slack.text())
            .blocks(slack.blocks())
            .parse("none")
            .unfurlLinks(false)
            .unfurlMedia(false)
            .build();
    JsonNode taken = call("chat.postMessage", json(request), "post to Slack's " + channel);
    return new MessageRef(taken.path("channel").asText(), taken.path("ts").asText());
  }

  @Override
  public MessageRef edit(MessageRef ref, IncidentMessage message) throws NotificationException {
    SlackMessage slack = SlackMessage.of(message);
    ChatUpdateRequest request =
        ChatUpdateRequest.builder()
            .channel(ref.channel())
            .ts(ref.id())
            .text(slack.text())
            .blocks(slack.blocks())
            .parse("none")
            .build();
    call("chat.update", json(request), "edit a message in Slack's " + ref.channel());
    return ref;
  }

  @Override
  public void reply(MessageRef ref, IncidentMessage message) throws NotificationException {
    SlackMessage slack = SlackMessage.reply(message);
    ChatPostMessageRequest request =
        ChatPostMessageRequest.builder()
            .channel(ref.channel())
            .threadTs(ref.id())
            .text(slack.text())
            .blocks(slack.blocks())
            .parse("none")
            .unfurlLinks(false)
            .unfurlMedia(false)
            .build();
    call("chat.postMessage", json(request), "reply in Slack's " + ref.channel());
  }

  @Override
  public boolean threads() {
    return true;
  }

  private JsonNode call(String method, String json, String verb) throws NotificationException {
    HttpRequest request =
        JsonHttp.json(apiUrl.resolve(method), json)
            .header("Authorization", "Bearer " + token.read())
            .build();
    HttpAnswer answer = http.send(request);
    JsonNode body = answer.json();
    if (!answer.successful() || !body.path("ok").asBoolean()) {
      throw failure(answer, body, verb);
    }
    return body;
  }

  private static NotificationException failure(HttpAnswer answer, JsonNode body, String verb) {
    if (answer.successful() && !body.has("ok")) {
      return new NotificationException(
          Reason.SERVER_ERROR,
          "Cannot " + verb + ": the answer is not Slack's; see whether a proxy stands between");
    }
    return SlackErrors.of(answer, body.path("error").asText(), verb);
  }

  private static String json(Object request) {
    return GsonFactory.createSnakeCase().toJson(request);
  }
}
