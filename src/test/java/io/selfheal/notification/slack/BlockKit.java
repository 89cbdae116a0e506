package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

/** Slack's documented limits, checked on the JSON that is sent. */
final class BlockKit {
  private BlockKit() {}

  static void check(JsonNode message) {
    JsonNode blocks = message.path("blocks");
    assertTrue(blocks.size() <= 50, "blocks: " + blocks.size());
    assertTrue(blocks.toString().length() <= 13_200, "all: " + blocks.toString().length());
    assertTrue(message.path("text").asText().length() <= 4_000, "text");
    blocks.forEach(BlockKit::checkBlock);
  }

  private static void checkBlock(JsonNode block) {
    switch (block.path("type").asText()) {
      case "header" -> checkText(block.path("text"), 150);
      case "section" -> checkText(block.path("text"), 3_000);
      case "context" -> block.path("elements").forEach(element -> checkText(element, 2_000));
      default -> throw new AssertionError("an unknown block: " + block);
    }
  }

  private static void checkText(JsonNode object, int most) {
    String text = object.path("text").asText();
    assertFalse(text.isBlank(), "an empty text");
    assertTrue(text.length() <= most, () -> text.length() + " characters: " + text);
  }
}
