package io.selfheal.notification.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.util.json.GsonFactory;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.Notifier;
import io.selfheal.notification.Secret;
import java.net.URI;
import java.time.Duration;

/** Posts as a bot, and edits what it posted. */
final class SlackNotifier implements Notifier {
  static final URI API = URI.create("https://slack.com/api/");

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final SlackMethods methods;
  private final Buttons buttons;

  /**
   * @param apiUrl where the methods are, with a slash at the end
   */
  SlackNotifier(Secret token, URI apiUrl, Buttons buttons) {
    this(new SlackMethods(token, apiUrl, DEADLINE), buttons);
  }

  SlackNotifier(SlackMethods methods, Buttons buttons) {
    this.methods = methods;
    this.buttons = buttons;
  }

  @Override
  public MessageRef post(String channel, IncidentMessage message) throws NotificationException {
    SlackMessage slack = SlackMessage.of(message, buttons);
    ChatPostMessageRequest request =
        ChatPostMessageRequest.builder()
            .channel(channel)
            .text(slack.text())
            .blocks(slack.blocks())
            .parse("none")
            .unfurlLinks(false)
            .unfurlMedia(false)
            .build();
    JsonNode taken =
        methods.callJson("chat.postMessage", json(request), "post to Slack's " + channel);
    return new MessageRef(taken.path("channel").asText(), taken.path("ts").asText());
  }

  @Override
  public MessageRef edit(MessageRef ref, IncidentMessage message) throws NotificationException {
    SlackMessage slack = SlackMessage.of(message, buttons);
    ChatUpdateRequest request =
        ChatUpdateRequest.builder()
            .channel(ref.channel())
            .ts(ref.id())
            .text(slack.text())
            .blocks(slack.blocks())
            .parse("none")
            .build();
    methods.callJson("chat.update", json(request), "edit a message in Slack's " + ref.channel());
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
    methods.callJson("chat.postMessage", json(request), "reply in Slack's " + ref.channel());
  }

  @Override
  public boolean threads() {
    return true;
  }

  private static String json(Object request) {
    return GsonFactory.createSnakeCase().toJson(request);
  }
}
