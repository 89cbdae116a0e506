package io.selfheal.incident.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.incident.LedgerException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JSON columns, written by hand field by field: renaming a record must not make yesterday's
 * rows unreadable. Readers skip what they do not know and do without what is missing.
 */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A list as one parameter, of which a statement makes rows. */
  static <T> String array(Collection<T> list, Function<T, JsonNode> element) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
    list.forEach(each -> array.add(element.apply(each)));
    return array.toString();
  }

  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new LedgerException(
          "Cannot read a row of the ledger: its JSON is damaged; restore the file", e);
    }
  }

  static Optional<JsonNode> child(JsonNode node, String field) {
    return Optional.ofNullable(node.get(field)).filter(found -> !found.isNull());
  }

  static Optional<String> text(JsonNode node, String field) {
    return child(node, field).map(JsonNode::asText);
  }

  static String required(JsonNode node, String field) {
    return text(node, field)
        .orElseThrow(
            () ->
                new LedgerException(
                    "Cannot read a row of the ledger: its JSON lacks '"
                        + field
                        + "'; restore the file"));
  }

  static Instant instant(JsonNode node, String field) {
    return Instant.parse(required(node, field));
  }
}
