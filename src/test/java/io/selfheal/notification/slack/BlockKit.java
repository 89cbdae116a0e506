package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

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
      case "actions" -> checkButtons(block.path("elements"));
      default -> throw new AssertionError("an unknown block: " + block);
    }
  }

  private static void checkButtons(JsonNode buttons) {
    assertTrue(!buttons.isEmpty() && buttons.size() <= 25, "buttons: " + buttons.size());
    assertEquals(
        buttons.size(), Set.copyOf(buttons.findValuesAsText("action_id")).size(), "action_ids");
    for (JsonNode button : buttons) {
      checkText(button.path("text"), "plain_text", 75);
      assertTrue(button.path("action_id").asText().length() <= 255, "action_id");
      assertTrue(button.path("value").asText().length() <= 2_000, "value");
      if (button.has("confirm")) {
        checkDialog(button.path("confirm"));
      }
    }
  }

  private static void checkDialog(JsonNode dialog) {
    checkText(dialog.path("title"), "plain_text", 100);
    checkText(dialog.path("text"), "plain_text", 300);
    checkText(dialog.path("confirm"), "plain_text", 30);
    checkText(dialog.path("deny"), "plain_text", 30);
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
