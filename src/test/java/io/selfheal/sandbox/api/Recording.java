package io.selfheal.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a real server was asked and answered, with this cluster's names put into it. */
record Recording(String name, JsonNode root) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Longer names come first in the map, so that none is cut by a shorter one. */
  static Recording load(String name, Map<String, String> renamed) throws IOException {
    try (InputStream in = Recording.class.getResourceAsStream("/recordings/" + name + ".json")) {
      String text = MAPPER.readTree(in).toString();
      for (Map.Entry<String, String> entry : renamed.entrySet()) {
        text = text.replace(entry.getKey(), entry.getValue());
      }
      return new Recording(name, MAPPER.readTree(text));
    }
  }

  static JsonNode parse(String text) throws IOException {
    return text.startsWith("{") ? MAPPER.readTree(text) : NullNode.getInstance();
  }

  String method() {
    return root.at("/request/method").asText();
  }

  String path() {
    return root.at("/request/path").asText();
  }

  String requestBody() {
    JsonNode body = root.at("/request/body");
    return body.isMissingNode() ? "" : body.toString();
  }

  int status() {
    return root.at("/response/status").asInt();
  }

  String contentType() {
    return root.at("/response/headers/content-type").asText();
  }

  JsonNode body() {
    return root.at("/response/body");
  }

  boolean upgraded() {
    return status() == 101;
  }

  List<String> protocols() {
    return StreamSupport.stream(root.at("/request/protocols").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  List<JsonNode> frames() {
    return StreamSupport.stream(root.get("frames").spliterator(), false).toList();
  }

  Set<Integer> channels() {
    return frames().stream()
        .map(frame -> frame.get("channel").asInt())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  String text(int channel) {
    StringBuilder text = new StringBuilder();
    frames().stream()
        .filter(frame -> frame.get("channel").asInt() == channel)
        .forEach(frame -> text.append(frame.get("text").asText()));
    return text.toString();
  }
}
