package io.selfheal.notification.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.config.Section;
import io.selfheal.notification.Channels;
import io.selfheal.notification.Channels.Escalation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads who is told where: a channel, or a list of them, for each team, and for priorities. */
final class ChannelsReader {
  private static final String CHANNEL_EXPECTED =
      "a channel's name in quotes as \"#payments\", or its id as C0123456789";
  private static final String CHANNELS_EXPECTED = CHANNEL_EXPECTED + ", or a list of these";
  private static final String MENTIONS_EXPECTED =
      "a list of mentions in quotes: \"<!subteam^S0123456789>\", \"<@U0123456789>\", \"<!here>\" or"
          + " \"<!channel>\"";
  private static final String SOMETHING_EXPECTED = "channels, mentions, or both";

  private static final Pattern CHANNEL = Pattern.compile("#?[\\p{L}\\p{N}_-]{1,80}");
  private static final Pattern MENTION =
      Pattern.compile("<!subteam\\^S[A-Z0-9]{2,20}>|<@[UW][A-Z0-9]{2,20}>|<!here>|<!channel>");
  private static final int MOST = 10;

  private final Section section;

  ChannelsReader(Section section) {
    this.section = section;
  }

  /**
   * @param fallback the default channel, where the file is silent
   */
  Channels read(String fallback) {
    return new Channels(byTeam(section.section("channels")), fallback, byPriority());
  }

  static boolean isChannel(String text) {
    return CHANNEL.matcher(text).matches();
  }

  /**
   * YAML reads an unquoted #name as a comment, so a key without a value is the likeliest mistake.
   */
  static String channel(Section section, String key) {
    String channel = section.has(key) ? section.string(key, "") : "";
    if (!isChannel(channel)) {
      section.problem(key, CHANNEL_EXPECTED);
    }
    return channel;
  }

  private static Map<String, List<String>> byTeam(Section section) {
    Map<String, List<String>> channels = new HashMap<>();
    for (String team : section.keys()) {
      List<String> found = channels(section, team);
      if (!found.isEmpty()) {
        channels.put(team, found);
      }
    }
    return channels;
  }

  private Map<String, Escalation> byPriority() {
    Section priorities = section.section("priorities");
    Map<String, Escalation> escalations = new HashMap<>();
    for (String priority : priorities.keys()) {
      escalations.put(priority, escalation(priorities, priority));
    }
    return escalations;
  }

  private static Escalation escalation(Section priorities, String priority) {
    Section section = priorities.section(priority);
    if (section.empty("channels") && section.empty("mentions")) {
      priorities.problem(priority, SOMETHING_EXPECTED);
    }
    List<String> channels =
        section.keys().contains("channels") ? channels(section, "channels") : List.of();
    List<String> mentions = several(section, "mentions", MENTION, MENTIONS_EXPECTED);
    section.done();
    return new Escalation(channels, mentions);
  }

  private static List<String> channels(Section section, String key) {
    if (section.raw(key).isTextual()) {
      return List.of(channel(section, key));
    }
    List<String> channels = several(section, key, CHANNEL, CHANNELS_EXPECTED);
    if (channels.isEmpty()) {
      section.problem(key, CHANNELS_EXPECTED);
    }
    return channels;
  }

  /** Each once; a list with something else in it is one mistake. */
  private static List<String> several(Section section, String key, Pattern shape, String expected) {
    JsonNode list = section.raw(key);
    Set<String> found = new LinkedHashSet<>();
    boolean good = list.isMissingNode() || (list.isArray() && list.size() <= MOST);
    for (JsonNode element : list.isArray() ? list : List.<JsonNode>of()) {
      good &= element.isTextual() && shape.matcher(element.textValue()).matches();
      found.add(element.asText());
    }
    if (!good) {
      section.problem(key, expected);
    }
    return List.copyOf(found);
  }
}
