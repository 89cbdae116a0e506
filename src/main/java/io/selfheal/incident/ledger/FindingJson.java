package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.triage.Culprit;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.List;

/** Findings as their JSON column holds them. */
final class FindingJson {
  private FindingJson() {}

  static String write(List<Finding> findings) {
    return Json.array(findings, FindingJson::write);
  }

  static List<Finding> read(String array) {
    List<Finding> findings = new ArrayList<>();
    Json.parse(array).forEach(json -> findings.add(read(json)));
    return findings;
  }

  private static ObjectNode write(Finding finding) {
    ObjectNode json =
        Json.object()
            .put("fault", finding.fault().name())
            .put("confidence", finding.confidence())
            .put("sentence", finding.sentence());
    finding.backing().forEach(json.putArray("backing")::add);
    if (finding.namesOne()) {
      json.put("culprit", finding.culprit().name()).put("amount", finding.culprit().amount());
    }
    return json;
  }

  private static Finding read(JsonNode json) {
    List<String> backing = new ArrayList<>();
    json.path("backing").forEach(line -> backing.add(line.asText()));
    return new Finding(
        Fault.valueOf(Json.required(json, "fault")),
        json.path("confidence").asInt(),
        Json.required(json, "sentence"),
        backing,
        new Culprit(json.path("culprit").asText(), json.path("amount").asText()));
  }
}
