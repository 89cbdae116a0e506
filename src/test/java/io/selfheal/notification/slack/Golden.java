package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.util.json.GsonFactory;
import io.selfheal.notification.IncidentMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Messages as files that a person reads and approves. {@code -Dgolden.write=true} writes them anew.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/slack");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Golden() {}

  static JsonNode json(IncidentMessage message) throws IOException {
    return json(SlackMessage.of(message));
  }

  static JsonNode reply(IncidentMessage message) throws IOException {
    return json(SlackMessage.reply(message));
  }

  private static JsonNode json(SlackMessage slack) throws IOException {
    Map<String, Object> whole = Map.of("text", slack.text(), "blocks", slack.blocks());
    return JSON.readTree(GsonFactory.createSnakeCase().toJson(whole));
  }

  static void compare(String name, JsonNode actual) throws IOException {
    Path file = FOLDER.resolve(name + ".json");
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(sorted(actual)) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, text);
    }
    assertEquals(Files.readString(file), text);
  }

  private static ObjectNode sorted(JsonNode json) {
    ObjectNode sorted = JSON.createObjectNode();
    sorted.set("text", json.path("text"));
    sorted.set("blocks", json.path("blocks"));
    return sorted;
  }
}
