package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.Provenance;
import io.selfheal.evidence.Verification;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An artefact as its JSON column holds it. */
final class ArtefactJson {
  private ArtefactJson() {}

  static String write(Artefact artefact) {
    ObjectNode json =
        Json.object()
            .put("kind", artefact.kind().name())
            .put("fileName", artefact.fileName())
            .put("state", artefact.state().name());
    artefact.content().ifPresent(content -> json.set("content", write(content)));
    artefact.failure().ifPresent(failure -> json.set("failure", write(failure)));
    artefact.link().ifPresent(link -> json.put("link", link.toString()));
    artefact.remark().ifPresent(remark -> json.put("remark", remark));
    artefact.provenance().ifPresent(how -> json.set("provenance", write(how)));
    return json.toString();
  }

  static Artefact read(String text) {
    return read(Json.parse(text));
  }

  static List<Artefact> readAll(String array) {
    List<Artefact> artefacts = new ArrayList<>();
    Json.parse(array).forEach(json -> artefacts.add(read(json)));
    return artefacts;
  }

  private static Artefact read(JsonNode json) {
    return new Artefact(
        ArtefactKind.valueOf(Json.required(json, "kind")),
        Json.required(json, "fileName"),
        ArtefactState.valueOf(Json.required(json, "state")),
        Json.child(json, "content").map(ArtefactJson::content),
        Json.child(json, "failure").map(ArtefactJson::failure),
        Json.text(json, "link").map(URI::create),
        Json.child(json, "provenance").map(ArtefactJson::provenance),
        Json.text(json, "remark"));
  }

  private static ObjectNode write(Artefact.Content content) {
    ObjectNode json =
        Json.object()
            .put("bytes", content.bytes())
            .put("sha256", content.sha256())
            .put("verification", content.verification().name())
            .put("took", content.took().toString());
    content.original().ifPresent(original -> json.set("original", write(original)));
    return json;
  }

  private static Artefact.Content content(JsonNode json) {
    return new Artefact.Content(
        json.path("bytes").asLong(),
        Json.required(json, "sha256"),
        Verification.valueOf(Json.required(json, "verification")),
        Duration.parse(Json.required(json, "took")),
        Json.child(json, "original").map(ArtefactJson::original));
  }

  private static ObjectNode write(Artefact.Original original) {
    return Json.object().put("bytes", original.bytes()).put("sha256", original.sha256());
  }

  private static Artefact.Original original(JsonNode json) {
    return new Artefact.Original(json.path("bytes").asLong(), Json.required(json, "sha256"));
  }

  private static ObjectNode write(Provenance how) {
    ObjectNode json = Json.object().put("takenAt", how.takenAt().toString());
    how.commands().forEach(json.putArray("commands")::add);
    how.tool().ifPresent(tool -> json.put("tool", tool));
    return json;
  }

  private static Provenance provenance(JsonNode json) {
    List<String> commands = new ArrayList<>();
    json.path("commands").forEach(line -> commands.add(line.asText()));
    return new Provenance(Json.instant(json, "takenAt"), commands, Json.text(json, "tool"));
  }

  private static ObjectNode write(Artefact.Failure failure) {
    return Json.object().put("reason", failure.reason().name()).put("sentence", failure.sentence());
  }

  private static Artefact.Failure failure(JsonNode json) {
    return new Artefact.Failure(
        FailureReason.valueOf(Json.required(json, "reason")), Json.required(json, "sentence"));
  }
}
