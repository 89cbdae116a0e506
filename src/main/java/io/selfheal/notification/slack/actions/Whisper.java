package io.selfheal.notification.slack.actions;

import io.selfheal.notification.NotificationException;
import io.selfheal.notification.slack.SlackMethods;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody in a channel what nobody else there sees. By a method of the Web API, not by the
 * URL that comes with a press: so no request can send us to an address.
 */
final class Whisper {
  private static final Logger LOG = LoggerFactory.getLogger(Whisper.class);

  private final SlackMethods slack;

  Whisper(SlackMethods slack) {
    this.slack = slack;
  }

  /**
   * @param text plain; it is escaped here
   */
  void tell(Press press, String text) {
    Map<String, String> message =
        Map.of("channel", press.channel(), "user", press.user().id(), "text", escaped(text));
    try {
      slack.call("chat.postEphemeral", message, "tell a user why nothing was decided");
    } catch (NotificationException e) {
      LOG.atWarn()
          .addKeyValue("reason", e.reason().slug())
          .addKeyValue("why", e.getMessage())
          .log("Somebody was not told why nothing was decided");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
