package io.selfheal.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Block Kit's rules for a block of buttons. */
final class SandboxSlackActions {
  private static final int ELEMENTS = 25;
  private static final int ID = 255;
  private static final int VALUE = 2_000;
  private static final int LABEL = 75;
  private static final int TITLE = 100;
  private static final int QUESTION = 300;
  private static final int ANSWER = 30;
  private static final Set<String> STYLES = Set.of("", "primary", "danger");

  private SandboxSlackActions() {}

  static boolean wellFormed(JsonNode block) {
    JsonNode elements = block.path("elements");
    boolean good = elements.isArray() && !elements.isEmpty() && elements.size() <= ELEMENTS;
    Set<String> ids = new HashSet<>();
    for (JsonNode element : elements) {
      good &= button(element) && ids.add(element.path("action_id").asText());
    }
    return good && block.path("block_id").asText().length() <= ID;
  }

  private static boolean button(JsonNode button) {
    String id = button.path("action_id").asText();
    return button.path("type").asText().equals("button")
        && !id.isEmpty()
        && id.length() <= ID
        && button.path("value").asText().length() <= VALUE
        && STYLES.contains(button.path("style").asText())
        && plain(button.path("text"), LABEL)
        && confirm(button.path("confirm"));
  }

  private static boolean confirm(JsonNode dialog) {
    return dialog.isMissingNode()
        || (plain(dialog.path("title"), TITLE)
            && plain(dialog.path("text"), QUESTION)
            && plain(dialog.path("confirm"), ANSWER)
            && plain(dialog.path("deny"), ANSWER)
            && STYLES.contains(dialog.path("style").asText()));
  }

  private static boolean plain(JsonNode object, int most) {
    String text = object.path("text").asText();
    return object.path("type").asText().equals("plain_text")
        && !text.isEmpty()
        && text.length() <= most;
  }
}
