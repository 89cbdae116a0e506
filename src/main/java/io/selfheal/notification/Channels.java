package io.selfheal.notification;

import java.util.Map;
import java.util.Optional;

/**
 * Which team reads which channel. A channel comes from the configuration alone: a label only
 * chooses among what is configured.
 *
 * @param byTeam from the team label's value
 * @param fallback for teams without a channel, and for channels that cannot be used
 */
public record Channels(Map<String, String> byTeam, String fallback) {
  public Channels {
    byTeam = Map.copyOf(byTeam);
  }

  String of(Optional<String> team) {
    return team.map(byTeam::get).orElse(fallback);
  }
}
