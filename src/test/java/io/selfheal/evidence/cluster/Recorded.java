package io.selfheal.evidence.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What a real Kubernetes 1.34 answered. */
final class Recorded {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recorded() {}

  static ObjectNode body(String recording) {
    Path file = Path.of("src/test/resources/recordings", recording + ".json");
    try {
      JsonNode exchange = JSON.readTree(file.toFile());
      return (ObjectNode) exchange.at("/response/body");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
