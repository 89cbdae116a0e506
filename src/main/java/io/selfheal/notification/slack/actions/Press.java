package io.selfheal.notification.slack.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.incident.SlackUser;
import io.selfheal.notification.slack.ActionId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody pressed one of our buttons.
 *
 * @param channel where the button is
 * @param podUid of the pod that the button's question is about
 */
record Press(SlackUser user, String channel, Decision decision, String incident, String podUid) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern VALUE = Pattern.compile("([\\w.-]{1,100}) ([\\w.-]{1,100})");
  private static final Pattern CHANNEL = Pattern.compile("[CDG][A-Z0-9]{2,30}");

  /** A JSON object; a missing node for anything else. */
  static JsonNode parsed(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return node.isObject() ? node : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Empty for what is no press of our buttons: an app hears of other things too. */
  static Optional<Press> of(JsonNode payload) {
    JsonNode actions = payload.path("actions");
    JsonNode action = actions.path(0);
    Matcher value = VALUE.matcher(action.path("value").asText());
    String channel = payload.path("channel").path("id").asText();
    boolean ours =
        payload.path("type").asText().equals("block_actions")
            && actions.size() == 1
            && value.matches()
            && CHANNEL.matcher(channel).matches();
    return ours
        ? decision(action.path("action_id").asText())
            .flatMap(
                decision ->
                    user(payload.path("user"))
                        .map(
                            user ->
                                new Press(user, channel, decision, value.group(1), value.group(2))))
        : Optional.empty();
  }

  private static Optional<Decision> decision(String action) {
    return switch (action) {
      case ActionId.TERMINATE -> Optional.of(Decision.TERMINATE);
      case ActionId.KEEP -> Optional.of(Decision.KEEP);
      default -> Optional.empty();
    };
  }

  private static Optional<SlackUser> user(JsonNode user) {
    String name = user.path("username").asText(user.path("name").asText());
    return SlackUser.of(user.path("id").asText(), name);
  }
}
