package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An alert as its JSON column holds it. */
final class AlertJson {
  private AlertJson() {}

  static ObjectNode write(Alert alert) {
    ObjectNode json =
        Json.object()
            .put("fingerprint", alert.fingerprint().hex())
            .put("status", alert.status().name());
    alert.startsAt().ifPresent(start -> json.put("startsAt", start.toString()));
    json.set("labels", labels(alert.labels()));
    json.set("annotations", labels(alert.annotations()));
    return json;
  }

  static Alert read(String text) {
    JsonNode json = Json.parse(text);
    Optional<Instant> startsAt = Json.text(json, "startsAt").map(Instant::parse);
    return new Alert(
        new Fingerprint(Json.required(json, "fingerprint")),
        AlertStatus.valueOf(Json.required(json, "status")),
        labels(json.path("labels")),
        labels(json.path("annotations")),
        startsAt);
  }

  private static ObjectNode labels(Labels labels) {
    ObjectNode json = Json.object();
    labels.values().forEach(json::put);
    return json;
  }

  private static Labels labels(JsonNode json) {
    SortedMap<String, String> values = new TreeMap<>();
    json.properties().forEach(field -> values.put(field.getKey(), field.getValue().asText()));
    return new Labels(values);
  }
}
