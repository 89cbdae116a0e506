package io.selfheal.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** A YAML file as its topmost section. */
public final class ConfigFile {
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private ConfigFile() {}

  /** Text that is no YAML, or says a key twice, is one problem, and the section is empty. */
  public static Section parse(String yaml, Problems problems) {
    try {
      JsonNode root = YAML.readTree(yaml);
      return new Section(problems, "", root == null ? MissingNode.getInstance() : root);
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      String line =
          place == null
              ? "the file"
              : "line " + place.getLineNr() + ", column " + place.getColumnNr();
      problems.add(
          line,
          MissingNode.getInstance(),
          "valid YAML with each key once: " + e.getOriginalMessage());
      return new Section(problems, "", MissingNode.getInstance());
    }
  }
}
