package io.selfheal.config;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads YAML strictly: every duplicate key is a problem of its own, and what could turn one text
 * into another (anchors, aliases, tags, octal numbers, {@code on} as true) is refused or read as it
 * was written.
 */
final class YamlTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 32;
  private static final Pattern DECIMAL = Pattern.compile("0|-?[1-9][0-9]{0,17}");
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .build();

  private final YAMLParser parser;
  private final Problems problems;

  private YamlTree(YAMLParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** The root of the only document, or a missing node when there is none. */
  static JsonNode read(String yaml, Problems problems) throws IOException {
    try (YAMLParser parser = YAML.createParser(yaml)) {
      return new YamlTree(parser, problems).document();
    }
  }

  private JsonNode document() throws IOException {
    if (parser.nextToken() == null) {
      return MissingNode.getInstance();
    }
    JsonNode root = value("");
    if (parser.nextToken() != null) {
      problems.add(place(), "a second document", "one YAML document");
    }
    return root;
  }

  private JsonNode value(String path) throws IOException {
    refuseIndirection(path);
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(path);
    }
    return token == JsonToken.START_ARRAY ? list(path) : scalar(token);
  }

  private JsonNode mapping(String path) throws IOException {
    ObjectNode mapping = NODES.objectNode();
    Map<String, Integer> lines = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Integer first = lines.putIfAbsent(key, line());
      if (first != null) {
        String found = "the key again in line " + line();
        problems.add(KeyPath.below(path, key), found, "each key once; it stands in line " + first);
      }
      parser.nextToken();
      JsonNode value = value(KeyPath.below(path, key));
      mapping.putIfAbsent(key, value);
    }
    return mapping;
  }

  private JsonNode list(String path) throws IOException {
    ArrayNode list = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(KeyPath.element(path, list.size())));
    }
    return list;
  }

  private JsonNode scalar(JsonToken token) throws IOException {
    String text = parser.getText();
    return switch (token) {
      case VALUE_NULL -> NullNode.getInstance();
      case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
      case VALUE_NUMBER_INT ->
          DECIMAL.matcher(text).matches()
              ? LongNode.valueOf(Long.parseLong(text))
              : TextNode.valueOf(text);
      default -> TextNode.valueOf(text);
    };
  }

  private void refuseIndirection(String path) throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
      problems.add(
          path.isEmpty() ? place() : path,
          "an anchor, alias or tag in line " + line(),
          "the value itself");
    }
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private String place() {
    return "line " + line();
  }
}
