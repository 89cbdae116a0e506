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
      case "actions" -> checkButtons(block.path("elements"));
      default -> throw new AssertionError("an unknown block: " + block);
    }
  }

  private static void checkButtons(JsonNode buttons) {
    assertTrue(!buttons.isEmpty() && buttons.size() <= 25, "buttons: " + buttons.size());
    assertEquals(
        buttons.size(), Set.copyOf(buttons.findValuesAsText("action_id")).size(), "action_ids");
    for (JsonNode button : buttons) {
      checkText(button.path("text"), 75);
      assertTrue(button.path("action_id").asText().length() <= 255, "action_id");
      assertTrue(button.path("value").asText().length() <= 2_000, "value");
      if (button.has("confirm")) {
        checkDialog(button.path("confirm"));
      }
    }
  }

  private static void checkDialog(JsonNode dialog) {
    checkText(dialog.path("title"), 100);
    checkText(dialog.path("text"), 300);
    checkText(dialog.path("confirm"), 30);
    checkText(dialog.path("deny"), 30);
  }

  private static void checkText(JsonNode object, int most) {
    String text = object.path("text").asText();
    assertFalse(text.isBlank(), "an empty text");
    assertTrue(text.length() <= most, () -> text.length() + " characters: " + text);
  }
}
