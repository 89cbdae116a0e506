package io.selfheal.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in the sandbox's Slack, with all that it ever said.
 *
 * @param channel its name, as {@code #payments}
 * @param versions as posted, then as edited
 * @param replies in its thread
 */
public record SandboxSlackMessage(
    String channel, String ts, List<Version> versions, List<Version> replies) {
  /**
   * @param text what a lock screen shows
   * @param blocks an array of Block Kit; missing for a message of text alone
   */
  public record Version(String text, JsonNode blocks) {
    /** What a reader sees, line for line; without blocks that is the text. */
    public List<String> lines() {
      StringBuilder seen = new StringBuilder(blocks.isEmpty() ? text : "");
      for (JsonNode block : blocks) {
        seen.append(block.path("text").path("text").asText()).append('\n');
        block
            .path("elements")
            .forEach(element -> seen.append(text(element.path("text"))).append('\n'));
      }
      return seen.toString().lines().filter(line -> !line.isEmpty()).toList();
    }

    /** A text, or a button's. */
    private static String text(JsonNode text) {
      return text.isTextual() ? text.asText() : "[" + text.path("text").asText() + "]";
    }
  }

  public SandboxSlackMessage {
    versions = List.copyOf(versions);
    replies = List.copyOf(replies);
  }

  public Version newest() {
    return versions.get(versions.size() - 1);
  }

  SandboxSlackMessage edited(Version version) {
    List<Version> all = new ArrayList<>(versions);
    all.add(version);
    return new SandboxSlackMessage(channel, ts, all, replies);
  }

  SandboxSlackMessage answered(Version reply) {
    List<Version> all = new ArrayList<>(replies);
    all.add(reply);
    return new SandboxSlackMessage(channel, ts, versions, all);
  }
}
