package io.selfheal.notification.slack.actions;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.slack.SlackMethods;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is in which user group, as Slack said within the last minute. When it does not say, nobody
 * is.
 */
final class UserGroups {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private record Members(Set<String> users, Instant since) {}

  private final SlackMethods slack;
  private final Clock clock;
  private final Map<String, Members> known = new ConcurrentHashMap<>();

  UserGroups(SlackMethods slack, Clock clock) {
    this.slack = slack;
    this.clock = clock;
  }

  boolean has(String group, String user) throws NotificationException {
    Members members = known.get(group);
    if (members == null || !clock.instant().isBefore(members.since().plus(FRESH))) {
      members = ask(group);
      known.put(group, members);
    }
    return members.users().contains(user);
  }

  private Members ask(String group) throws NotificationException {
    Instant now = clock.instant();
    JsonNode answer =
        slack.call(
            "usergroups.users.list",
            Map.of("usergroup", group),
            "see who is in the user group " + group + " (scope usergroups:read)");
    Set<String> users = new HashSet<>();
    answer.path("users").forEach(user -> users.add(user.asText()));
    return new Members(users, now);
  }
}
