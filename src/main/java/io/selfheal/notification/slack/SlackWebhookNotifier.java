package io.selfheal.notification.slack;

import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.Payload;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.notification.HttpAnswer;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.JsonHttp;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import io.selfheal.notification.Notifier;
import io.selfheal.notification.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * Posts through an incoming webhook, which can neither edit nor choose a channel: so it says how an
 * incident begins and how it ends, and nothing in between.
 */
final class SlackWebhookNotifier implements Notifier {
  private static final String CHANNEL = "webhook";
  private static final String BEGUN = "begun";
  private static final String ENDED = "ended";
  private static final String VERB = "post to Slack's incoming webhook";
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final JsonHttp http = new JsonHttp("Slack", DEADLINE);
  private final Secret url;

  SlackWebhookNotifier(Secret url) {
    this.url = url;
  }

  @Override
  public MessageRef post(String channel, IncidentMessage message) throws NotificationException {
    HttpAnswer answer = http.send(JsonHttp.json(target(), json(message)).build());
    if (!answer.successful()) {
      throw SlackErrors.of(answer, answer.body().strip(), VERB);
    }
    return new MessageRef(CHANNEL, message.tone().concluded() ? ENDED : BEGUN);
  }

  @Override
  public MessageRef edit(MessageRef ref, IncidentMessage message) throws NotificationException {
    boolean said = ref.id().equals(ENDED) || !message.tone().concluded();
    return said ? ref : post(ref.channel(), message);
  }

  /** The complaint of a URL's parser would quote it, so it goes no further. */
  private URI target() throws NotificationException {
    String text = url.read();
    try {
      URI target = new URI(text);
      if (target.getHost() != null
          && ("https".equals(target.getScheme()) || "http".equals(target.getScheme()))) {
        return target;
      }
    } catch (URISyntaxException e) {
      // falls through to the one answer for everything that is no web address
    }
    throw new NotificationException(
        Reason.NO_SECRET, "Cannot " + VERB + ": " + url + " is no URL; put the whole of it there");
  }

  private static String json(IncidentMessage message) {
    SlackMessage slack = SlackMessage.of(message);
    Payload payload =
        Payload.builder()
            .text(slack.text())
            .blocks(slack.blocks())
            .unfurlLinks(false)
            .unfurlMedia(false)
            .build();
    return GsonFactory.createSnakeCase().toJson(payload);
  }
}
