package io.selfheal.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Block Kit's limits, as the Web API enforces them. */
final class SandboxSlackLimits {
  private static final int TEXT = 40_000;
  private static final int BLOCKS = 50;
  private static final int ALL_BLOCKS = 13_200;
  private static final int HEADER = 150;
  private static final int SECTION = 3_000;
  private static final int CONTEXT_ELEMENTS = 10;

  private SandboxSlackLimits() {}

  /** The error code for what is too much or malformed. */
  static Optional<String> broken(String text, JsonNode blocks) {
    if (text.isEmpty() && blocks.isEmpty()) {
      return Optional.of("no_text");
    }
    if (text.length() > TEXT) {
      return Optional.of("msg_too_long");
    }
    if (blocks.toString().length() > ALL_BLOCKS) {
      return Optional.of("msg_blocks_too_long");
    }
    return wellFormed(blocks) ? Optional.empty() : Optional.of("invalid_blocks");
  }

  private static boolean wellFormed(JsonNode blocks) {
    if (blocks.isMissingNode()) {
      return true;
    }
    boolean good = blocks.isArray() && blocks.size() <= BLOCKS;
    for (JsonNode block : blocks) {
      good &= block(block);
    }
    return good;
  }

  private static boolean block(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "header" -> text(block.path("text"), "plain_text", HEADER);
      case "section" -> text(block.path("text"), "mrkdwn", SECTION);
      case "context" -> context(block.path("elements"));
      case "actions" -> SandboxSlackActions.wellFormed(block);
      case "divider" -> true;
      default -> false;
    };
  }

  private static boolean context(JsonNode elements) {
    boolean good = elements.isArray() && !elements.isEmpty() && elements.size() <= CONTEXT_ELEMENTS;
    for (JsonNode element : elements) {
      good &= text(element, "mrkdwn", SECTION);
    }
    return good;
  }

  private static boolean text(JsonNode object, String type, int most) {
    String text = object.path("text").asText();
    return object.path("type").asText().equals(type) && !text.isEmpty() && text.length() <= most;
  }
}
