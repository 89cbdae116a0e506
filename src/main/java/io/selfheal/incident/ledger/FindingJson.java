package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.triage.Culprit;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Findings as their JSON column holds them. */
final class FindingJson {
  private FindingJson() {}

  static String write(List<Finding> findings) {
    return Json.array(findings, FindingJson::write);
  }

  static List<Finding> read(String array) {
    List<Finding> findings = new ArrayList<>();
    Json.parse(array)
        .forEach(json -> fault(json).ifPresent(fault -> findings.add(read(fault, json))));
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

  /** A newer responder beside us may know faults that this one does not. */
  private static Optional<Fault> fault(JsonNode json) {
    String name = Json.required(json, "fault");
    return Arrays.stream(Fault.values()).filter(fault -> fault.name().equals(name)).findFirst();
  }

  private static Finding read(Fault fault, JsonNode json) {
    List<String> backing = new ArrayList<>();
    json.path("backing").forEach(line -> backing.add(line.asText()));
    return new Finding(
        fault,
        json.path("confidence").asInt(),
        Json.required(json, "sentence"),
        backing,
        new Culprit(json.path("culprit").asText(), json.path("amount").asText()));
  }
}
