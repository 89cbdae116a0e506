package io.selfheal.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import io.selfheal.notification.slack.SlackIdentity;
import io.selfheal.notification.slack.SlackMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether each configured channel can be posted to. Only what Slack tells of channels is looked at,
 * for which it wants a scope that posting does not need; nothing is posted.
 */
public final class ChannelsExamination implements Examination {
  private static final String PUBLIC = "channels:read";
  private static final String PRIVATE = "groups:read";
  private static final String POST_ANYWHERE = "chat:write.public";
  private static final String PAGE = "1000";
  private static final String INVITE = "invite the bot there";

  private final SlackMethods slack;
  private final Set<String> channels;

  public ChannelsExamination(SlackMethods slack, Set<String> channels) {
    this.slack = slack;
    this.channels = new TreeSet<>(channels);
  }

  @Override
  public String check() {
    return "slack channels";
  }

  @Override
  public List<Finding> findings() {
    try {
      SlackIdentity self = slack.identity();
      List<Finding> findings = new ArrayList<>();
      for (String channel : channels) {
        findings.add(finding(channel, self));
      }
      return findings;
    } catch (NotificationException e) {
      return List.of(Troubles.of(check(), e));
    }
  }

  private Finding finding(String channel, SlackIdentity self) throws NotificationException {
    String check = "slack channel " + channel;
    if (!self.has(PUBLIC) && !self.has(PRIVATE)) {
      return unseen(check, PUBLIC);
    }
    Optional<JsonNode> found = find(channel, self);
    if (found.isPresent()) {
      return judged(check, found.get(), self);
    }
    return self.has(PUBLIC) && self.has(PRIVATE)
        ? Finding.failed(
            check,
            "There is none, or it is private and the bot is not in it",
            "correct slack.channels, or " + INVITE)
        : unseen(check, self.has(PUBLIC) ? PRIVATE : PUBLIC);
  }

  private static Finding unseen(String check, String scope) {
    return Finding.warning(
        check,
        "It could not be looked at: the token lacks the scope " + scope,
        "see that it is there and that the bot is in it, or give the app that scope");
  }

  private static Finding judged(String check, JsonNode channel, SlackIdentity self) {
    if (channel.path("is_archived").asBoolean()) {
      return Finding.failed(
          check, "It is archived", "unarchive it, or name another in slack.channels");
    }
    if (channel.path("is_member").asBoolean()) {
      return Finding.ok(check, "The bot is in it");
    }
    return self.has(POST_ANYWHERE) && !channel.path("is_private").asBoolean()
        ? Finding.ok(check, "The bot may post there without being in it")
        : Finding.failed(check, "The bot is not in it", INVITE);
  }

  private Optional<JsonNode> find(String channel, SlackIdentity self) throws NotificationException {
    return channel.matches("[CG][A-Z0-9]{6,}") ? byId(channel) : byName(channel, self);
  }

  private Optional<JsonNode> byId(String id) throws NotificationException {
    try {
      JsonNode answer =
          slack.call("conversations.info", Map.of("channel", id), "look at Slack's " + id);
      return Optional.of(answer.path("channel"));
    } catch (NotificationException e) {
      if (e.reason() == Reason.CHANNEL_UNUSABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Slack tells of a channel by its id alone, so that the names are looked through. */
  private Optional<JsonNode> byName(String name, SlackIdentity self) throws NotificationException {
    String plain = name.startsWith("#") ? name.substring(1) : name;
    String next = "";
    do {
      JsonNode page = page(self, next);
      for (JsonNode channel : page.path("channels")) {
        if (channel.path("name").asText().equals(plain)) {
          return Optional.of(channel);
        }
      }
      next = page.at("/response_metadata/next_cursor").asText();
    } while (!next.isEmpty());
    return Optional.empty();
  }

  private JsonNode page(SlackIdentity self, String cursor) throws NotificationException {
    List<String> types = new ArrayList<>();
    if (self.has(PUBLIC)) {
      types.add("public_channel");
    }
    if (self.has(PRIVATE)) {
      types.add("private_channel");
    }
    Map<String, String> arguments =
        Map.of("limit", PAGE, "types", String.join(",", types), "cursor", cursor);
    return slack.call("conversations.list", arguments, "look through Slack's channels");
  }
}
