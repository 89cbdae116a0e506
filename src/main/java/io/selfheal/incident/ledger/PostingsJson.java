package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outbox.Posting;
import java.util.ArrayList;
import java.util.List;

/** An incident's messages as the outbox's column holds them. */
final class PostingsJson {
  static final String NONE = "[]";

  private PostingsJson() {}

  static String write(List<Posting> postings) {
    return Json.array(postings, PostingsJson::write);
  }

  static List<Posting> read(String array) {
    List<Posting> postings = new ArrayList<>();
    Json.parse(array).forEach(json -> postings.add(read(json)));
    return postings;
  }

  private static ObjectNode write(Posting posting) {
    ObjectNode json =
        Json.object()
            .put("channel", posting.channel())
            .put("place", posting.ref().channel())
            .put("message", posting.ref().id())
            .put("shown", posting.shown());
    posting.said().forEach(json.putArray("said")::add);
    return json;
  }

  private static Posting read(JsonNode json) {
    List<String> said = new ArrayList<>();
    json.path("said").forEach(key -> said.add(key.asText()));
    return new Posting(
        Json.required(json, "channel"),
        new MessageRef(Json.required(json, "place"), Json.required(json, "message")),
        Json.text(json, "shown").orElse(""),
        said);
  }
}
