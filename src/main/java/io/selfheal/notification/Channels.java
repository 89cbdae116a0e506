package io.selfheal.notification;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which team reads which channels, and who else hears of a priority. All of it comes from the
 * configuration: a label only chooses among what is configured.
 *
 * @param byTeam from the team label's value
 * @param fallback for teams without a channel, and for channels that cannot be used
 * @param byPriority from the priority label's value, in upper case
 */
public record Channels(
    Map<String, List<String>> byTeam, String fallback, Map<String, Escalation> byPriority) {
  /**
   * @param channels that are told besides the team's
   * @param mentions in Slack's markup, as {@code <!subteam^S0123456789>}
   */
  public record Escalation(List<String> channels, List<String> mentions) {
    static final Escalation NONE = new Escalation(List.of(), List.of());

    public Escalation {
      channels = List.copyOf(channels);
      mentions = List.copyOf(mentions);
    }
  }

  public Channels {
    byTeam = Map.copyOf(byTeam);
    Map<String, Escalation> upper = new TreeMap<>();
    byPriority.forEach((priority, to) -> upper.put(priority.toUpperCase(Locale.ROOT), to));
    byPriority = Map.copyOf(upper);
  }

  /** One channel for each team, and none for priorities. */
  public Channels(Map<String, String> byTeam, String fallback) {
    this(
        byTeam.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
        fallback,
        Map.of());
  }

  /** Everything in one place. */
  public static Channels only(String channel) {
    return new Channels(Map.of(), channel);
  }

  /** Every channel that anything may be posted to. */
  public Set<String> all() {
    Set<String> all = new LinkedHashSet<>(List.of(fallback));
    byTeam.values().forEach(all::addAll);
    byPriority.values().forEach(to -> all.addAll(to.channels()));
    return all;
  }

  List<String> of(Optional<String> team, String priority) {
    Set<String> all =
        new LinkedHashSet<>(
            team.flatMap(name -> Optional.ofNullable(byTeam.get(name)))
                .orElseGet(() -> List.of(fallback)));
    all.addAll(escalation(priority).channels());
    return List.copyOf(all);
  }

  List<String> mentions(String priority) {
    return escalation(priority).mentions();
  }

  private Escalation escalation(String priority) {
    return byPriority.getOrDefault(priority.toUpperCase(Locale.ROOT), Escalation.NONE);
  }
}
