package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Progress as its JSON column holds it: all but the due time, which the inbox moves too. */
final class ProgressJson {
  private ProgressJson() {}

  static String write(Progress progress) {
    ObjectNode json = Json.object();
    ObjectNode reached = json.putObject("reached");
    progress.reached().forEach((stage, at) -> reached.put(stage.name(), at.toString()));
    json.put("attempts", progress.attempts());
    progress.deferral().ifPresent(deferral -> json.set("deferral", write(deferral)));
    progress.conclusion().ifPresent(conclusion -> json.set("conclusion", write(conclusion)));
    return json.toString();
  }

  static Progress read(String text, Instant dueAt) {
    JsonNode json = Json.parse(text);
    return new Progress(
        reached(json.path("reached")),
        json.path("attempts").asInt(),
        dueAt,
        Json.child(json, "deferral").map(ProgressJson::deferral),
        Json.child(json, "conclusion").map(ProgressJson::conclusion));
  }

  private static Map<Stage, Instant> reached(JsonNode json) {
    Map<Stage, Instant> reached = new EnumMap<>(Stage.class);
    json.fieldNames()
        .forEachRemaining(name -> reached.put(Stage.valueOf(name), Json.instant(json, name)));
    return reached;
  }

  private static ObjectNode write(Deferral deferral) {
    ObjectNode json = Json.object();
    json.set("reason", write(deferral.reason()));
    return json.put("since", deferral.since().toString())
        .put("retryAt", deferral.retryAt().toString());
  }

  private static Deferral deferral(JsonNode json) {
    return new Deferral(
        reason(json.path("reason")), Json.instant(json, "since"), Json.instant(json, "retryAt"));
  }

  private static ObjectNode write(Conclusion conclusion) {
    ObjectNode json = Json.object().put("outcome", conclusion.outcome().name());
    json.set("reason", write(conclusion.reason()));
    return json;
  }

  private static Conclusion conclusion(JsonNode json) {
    Outcome outcome = Outcome.valueOf(Json.required(json, "outcome"));
    return new Conclusion(outcome, reason(json.path("reason")));
  }

  private static ObjectNode write(Reason reason) {
    return Json.object().put("code", reason.code()).put("sentence", reason.sentence());
  }

  private static Reason reason(JsonNode json) {
    return new Reason(Json.required(json, "code"), Json.required(json, "sentence"));
  }
}
