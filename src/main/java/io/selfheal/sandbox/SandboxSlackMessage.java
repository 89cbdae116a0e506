package io.selfheal.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in the sandbox's Slack, with all that it ever said.
 *
 * @param channel its name, as {@code #payments}
 * @param versions as posted, then as edited
 */
public record SandboxSlackMessage(String channel, String ts, List<Version> versions) {
  /**
   * @param text what a lock screen shows
   * @param blocks an array of Block Kit; missing for a message of text alone
   */
  public record Version(String text, JsonNode blocks) {
    /** What a reader sees, a line for each line. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      blocks.findValuesAsText("text").stream().flatMap(String::lines).forEach(lines::add);
      lines.removeIf(String::isEmpty);
      return lines;
    }
  }

  public SandboxSlackMessage {
    versions = List.copyOf(versions);
  }

  public Version newest() {
    return versions.get(versions.size() - 1);
  }

  SandboxSlackMessage edited(Version version) {
    List<Version> all = new ArrayList<>(versions);
    all.add(version);
    return new SandboxSlackMessage(channel, ts, all);
  }
}
