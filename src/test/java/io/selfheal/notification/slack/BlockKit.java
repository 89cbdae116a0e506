package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

/** Slack's documented limits, checked on the JSON that is sent. */
final class BlockKit {
  private BlockKit() {}

  static void check(JsonNode message) {
    JsonNode blocks = message.path("blocks");
    assertFalse(blocks.isEmpty(), "no blocks");
    assertTrue(blocks.size() <= 50, "blocks: " + blocks.size());
    assertTrue(blocks.toString().length() <= 13_200, "all: " + blocks.toString().length());
    assertTrue(message.path("text").asText().length() <= 4_000, "text");
    blocks.forEach(BlockKit::checkBlock);
  }

  private static void checkBlock(JsonNode block) {
    switch (block.path("type").asText()) {
      case "header" -> checkText(block.path("text"), "plain_text", 150);
      case "section" -> checkText(block.path("text"), "mrkdwn", 3_000);
      case "context" -> checkContext(block.path("elements"));
      default -> throw new AssertionError("an unknown block: " + block);
    }
  }

  private static void checkContext(JsonNode elements) {
    assertTrue(!elements.isEmpty() && elements.size() <= 10, "elements: " + elements.size());
    elements.forEach(element -> checkText(element, "mrkdwn", 2_000));
  }

  private static void checkText(JsonNode object, String type, int most) {
    String text = object.path("text").asText();
    assertEquals(type, object.path("type").asText());
    assertFalse(text.isBlank(), "an empty text");
    assertTrue(text.length() <= most, () -> text.length() + " characters: " + text);
    assertFalse(type.equals("plain_text") && object.has("verbatim"), "verbatim is for mrkdwn");
    assertFalse(type.equals("mrkdwn") && object.has("emoji"), "emoji is for plain_text");
  }
}
