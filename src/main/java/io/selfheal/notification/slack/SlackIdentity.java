package io.selfheal.notification.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.notification.HttpAnswer;
import java.util.Optional;
import java.util.Set;

/**
 * Who a token is of.
 *
 * @param scopes what it may be used for; empty where Slack did not say
 */
public record SlackIdentity(String user, String team, Optional<Set<String>> scopes) {
  static SlackIdentity of(HttpAnswer answer) {
    JsonNode body = answer.json();
    return new SlackIdentity(
        body.path("user").asText(),
        body.path("team").asText(),
        answer.scopes().map(list -> Set.of(list.strip().split("\\s*,\\s*"))));
  }

  public boolean has(String scope) {
    return scopes.filter(all -> all.contains(scope)).isPresent();
  }
}
