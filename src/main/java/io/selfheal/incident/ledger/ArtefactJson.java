package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.evidence.FailureReason;
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
        Json.text(json, "link").map(URI::create));
  }

  private static ObjectNode write(Artefact.Content content) {
    return Json.object()
        .put("bytes", content.bytes())
        .put("sha256", content.sha256())
        .put("verification", content.verification().name())
        .put("took", content.took().toString());
  }

  private static Artefact.Content content(JsonNode json) {
    return new Artefact.Content(
        json.path("bytes").asLong(),
        Json.required(json, "sha256"),
        Verification.valueOf(Json.required(json, "verification")),
        Duration.parse(Json.required(json, "took")));
  }

  private static ObjectNode write(Artefact.Failure failure) {
    return Json.object().put("reason", failure.reason().name()).put("sentence", failure.sentence());
  }

  private static Artefact.Failure failure(JsonNode json) {
    return new Artefact.Failure(
        FailureReason.valueOf(Json.required(json, "reason")), Json.required(json, "sentence"));
  }
}
