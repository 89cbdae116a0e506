package io.selfheal.evidence.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.SpoolSink;

/** The API server's JSON, read without a schema, and the same as YAML. */
final class Documents {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .build());

  private Documents() {}

  static ObjectNode read(String json) throws CaptureFailure {
    try {
      if (JSON.readTree(json) instanceof ObjectNode document) {
        return document;
      }
    } catch (JsonProcessingException e) {
      // falls through: its message may quote what it could not read
    }
    throw SpoolSink.damaged("the API server's answer is no JSON object");
  }

  static String yaml(JsonNode document) {
    try {
      return YAML.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a tree as YAML", e);
    }
  }

  /** Who wrote which field when is half of the text, and says nothing of the pod. */
  static void dropManagedFields(ObjectNode document) {
    if (document.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
  }
}
