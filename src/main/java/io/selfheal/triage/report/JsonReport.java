package io.selfheal.triage.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Finding;
import io.selfheal.triage.SizeNode;
import io.selfheal.triage.StackNode;
import java.util.List;
import java.util.Optional;

/** The shape is in docs/triage.md, and stays; what is new comes in beside it. */
public final class JsonReport {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  public static String of(Report report) {
    return json(report).toPrettyString();
  }

  private static ObjectNode json(Report report) {
    Diagnosis diagnosis = report.diagnosis();
    ObjectNode json = JSON.createObjectNode();
    json.put("version", VERSION)
        .put("title", report.title())
        .put("headline", diagnosis.headline())
        .put("conclusive", diagnosis.verdict().conclusive().isPresent());
    ArrayNode findings = json.putArray("findings");
    diagnosis.verdict().findings().forEach(found -> finding(found, findings));
    texts(json, "read", diagnosis.read());
    texts(json, "unread", diagnosis.unread());
    timeline(json.putArray("timeline"), report.timeline());
    json.set("stacks", orNull(diagnosis.stacks().map(JsonReport::stacks)));
    json.set("classes", orNull(diagnosis.classes().map(JsonReport::sizes)));
    json.set("retained", orNull(diagnosis.retained().map(JsonReport::sizes)));
    texts(json, "tools", report.tools());
    return json;
  }

  private static JsonNode orNull(Optional<ObjectNode> node) {
    return node.<JsonNode>map(found -> found).orElseGet(JSON::nullNode);
  }

  private static void finding(Finding finding, ArrayNode into) {
    ObjectNode json =
        into.addObject()
            .put("fault", finding.fault().slug())
            .put("confidence", finding.confidence())
            .put("sentence", finding.sentence());
    texts(json, "backing", finding.backing());
  }

  private static void timeline(ArrayNode into, Timeline timeline) {
    timeline
        .moments()
        .forEach(
            moment ->
                into.addObject().put("at", moment.at().toString()).put("what", moment.what()));
  }

  private static ObjectNode stacks(StackNode node) {
    ObjectNode json =
        JSON.createObjectNode().put("label", node.label()).put("threads", node.threads());
    ArrayNode calls = json.putArray("calls");
    node.calls().forEach(call -> calls.add(stacks(call)));
    return json;
  }

  private static ObjectNode sizes(SizeNode node) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("label", node.label())
            .put("bytes", node.bytes())
            .put("instances", node.instances());
    ArrayNode parts = json.putArray("parts");
    node.parts().forEach(part -> parts.add(sizes(part)));
    return json;
  }

  private static void texts(ObjectNode json, String name, List<String> texts) {
    ArrayNode array = json.putArray(name);
    texts.forEach(array::add);
  }
}
