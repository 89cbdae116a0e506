package io.selfheal.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.selfheal.config.Slug;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Switch.Paused;
import java.util.List;
import java.util.Optional;

/** What the operator's port says of questions and of the kill switch, as JSON. */
final class Answers {
  private Answers() {}

  static void write(Context context, List<Approval> approvals) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode list = body.putArray("approvals");
    approvals.forEach(approval -> list.add(json(approval)));
    write(context, body);
  }

  static void write(Context context, Approval approval) {
    write(context, json(approval));
  }

  static void write(Context context, Optional<Paused> paused) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("paused", paused.isPresent());
    paused.ifPresent(pause -> with(body, pause));
    write(context, body);
  }

  static void writeEnded(Context context, Optional<Paused> ended) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("paused", false);
    ended.ifPresent(pause -> with(body.putObject("ended"), pause));
    write(context, body);
  }

  private static void with(ObjectNode json, Paused pause) {
    json.put("by", pause.by()).put("reason", pause.reason()).put("since", pause.since().toString());
  }

  private static ObjectNode json(Approval approval) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("incident", approval.incident())
            .put("pod", approval.target().pod().toString())
            .put("podUid", approval.target().pod().uid())
            .put("container", approval.target().container())
            .put("containerId", approval.target().containerId())
            .put("question", approval.question())
            .put("askedAt", approval.askedAt().toString())
            .put("expiresAt", approval.expiresAt().toString());
    approval
        .answer()
        .ifPresent(
            answer ->
                json.put("decision", Slug.of(answer.decision()))
                    .put("by", answer.by())
                    .put("decidedAt", answer.at().toString()));
    return json;
  }

  private static void write(Context context, ObjectNode body) {
    context.contentType("application/json").result(body.toString());
  }
}
