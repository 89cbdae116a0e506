package io.selfheal.webhook.alertmanager;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.alert.Alert;
import io.selfheal.webhook.AlertReader;
import io.selfheal.webhook.UnsoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to {@code GET /api/v2/alerts}: what of it fires and is routed to the receiver. An
 * alert there has its status as an object and its receivers as a list; all else is as in a
 * notification.
 *
 * @param unsound how many were no alerts that can be understood
 */
record GettableAlerts(List<Alert> firing, int unsound) {
  private static final ObjectMapper JSON = new ObjectMapper();

  GettableAlerts {
    firing = List.copyOf(firing);
  }

  /** Throws for what is no such answer. */
  static GettableAlerts read(byte[] answer, String receiver) throws IOException {
    try (JsonParser parser = JSON.createParser(answer)) {
      expect(parser.nextToken() == JsonToken.START_ARRAY);
      GettableAlerts alerts = read(parser, receiver);
      expect(parser.nextToken() == null);
      return alerts;
    }
  }

  private static GettableAlerts read(JsonParser parser, String receiver) throws IOException {
    List<Alert> firing = new ArrayList<>();
    int unsound = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode node = parser.readValueAsTree();
      try {
        if (isOurs(node, receiver)) {
          firing.add(alert((ObjectNode) node));
        }
      } catch (UnsoundException e) {
        unsound++;
      }
    }
    return new GettableAlerts(firing, unsound);
  }

  private static void expect(boolean holds) throws ShapeException {
    if (!holds) {
      throw new ShapeException();
    }
  }

  /** Asked for and looked at: what fires elsewhere, or is silenced, must never be acted on. */
  private static boolean isOurs(JsonNode node, String receiver) {
    boolean active = node.at("/status/state").asText().equals("active");
    boolean routed = node.path("receivers").findValuesAsText("name").contains(receiver);
    return node.isObject() && active && routed;
  }

  private static Alert alert(ObjectNode node) throws IOException, UnsoundException {
    node.remove("status");
    try (JsonParser parser = node.traverse(JSON)) {
      parser.nextToken();
      return AlertReader.readFiring(parser);
    }
  }

  /** Well-formed JSON that is none of the API's. */
  private static final class ShapeException extends JsonProcessingException {
    private ShapeException() {
      super("it must be an array of alerts and nothing else");
    }
  }
}
