package io.selfheal.sandbox.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** JSON trees for the API's documents. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode labels(Map<String, String> labels) {
    ObjectNode node = object();
    labels.forEach(node::put);
    return node;
  }

  /** A fresh copy of a document that lies beside this class. */
  static ObjectNode template(String name) {
    try (InputStream in = Json.class.getResourceAsStream(name)) {
      return (ObjectNode) MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The API's time: whole seconds. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** An object as it is answered on its own: within a list it has no kind. */
  static ObjectNode single(String kind, String apiVersion, ObjectNode document) {
    ObjectNode whole = object().put("kind", kind).put("apiVersion", apiVersion);
    whole.setAll(document);
    return whole;
  }

  static ObjectNode list(String kind, String apiVersion, long version, ArrayNode items) {
    ObjectNode list = object().put("kind", kind).put("apiVersion", apiVersion);
    list.putObject("metadata").put("resourceVersion", Long.toString(version));
    list.set("items", items);
    return list;
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }
}
