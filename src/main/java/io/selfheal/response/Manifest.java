package io.selfheal.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.config.Release;
import io.selfheal.config.Slug;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.Provenance;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Target;
import io.selfheal.triage.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What evidence there is of an incident and how it came about, for whoever finds the files later.
 * Made of nothing but the ledger's record, so that the same record gives the same bytes.
 */
final class Manifest {
  private static final int VERSION = 1;
  private static final ObjectWriter PRETTY =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter().withObjectIndenter(lines()).withArrayIndenter(lines()));

  private Manifest() {}

  /** Of an incident that is bound to a pod: as UTF-8. */
  static byte[] of(Incident incident, String priority, List<Finding> findings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION).put("responder", Release.name()).put("incident", incident.id());
    alert(json, incident, priority);
    target(json, incident.target().orElseThrow());
    ArrayNode found = json.putArray("findings");
    findings.forEach(finding -> add(found.addObject(), finding));
    ArrayNode artefacts = json.putArray("artefacts");
    evidence(incident).forEach(artefact -> add(artefacts.addObject(), artefact));
    return bytes(json);
  }

  /** All but the manifest itself. */
  static List<Artefact> evidence(Incident incident) {
    return incident.artefacts().stream()
        .filter(artefact -> artefact.kind() != ArtefactKind.MANIFEST)
        .toList();
  }

  private static void alert(ObjectNode json, Incident incident, String priority) {
    json.put("alert", incident.origin().alert().labels().get("alertname").orElse(""))
        .put("priority", priority)
        .put("startsAt", incident.origin().startsAt().toString())
        .put("receivedAt", incident.origin().receivedAt().toString())
        .put("rule", incident.origin().rule());
  }

  private static void target(ObjectNode json, Target target) {
    ObjectNode pod = json.putObject("pod");
    pod.put("namespace", target.pod().namespace())
        .put("name", target.pod().name())
        .put("uid", target.pod().uid());
    target.node().ifPresent(node -> pod.put("node", node));
    json.putObject("container")
        .put("name", target.jvm().container())
        .put("id", target.jvm().containerId());
    json.putObject("workload")
        .put("kind", target.workload().kind())
        .put("namespace", target.workload().namespace())
        .put("name", target.workload().name());
  }

  private static void add(ObjectNode json, Artefact artefact) {
    json.put("kind", artefact.kind().slug())
        .put("fileName", artefact.fileName())
        .put("outcome", artefact.content().isPresent() ? "verified" : "failed");
    artefact.failure().ifPresent(failure -> add(json, failure));
    artefact.content().ifPresent(content -> add(json, content));
    artefact.provenance().ifPresent(how -> add(json, how));
  }

  private static void add(ObjectNode json, Finding finding) {
    json.put("fault", finding.fault().slug())
        .put("confidence", finding.confidence())
        .put("sentence", finding.sentence());
    finding.backing().forEach(json.putArray("backing")::add);
  }

  private static void add(ObjectNode json, Artefact.Failure failure) {
    json.put("reason", failure.reason().slug()).put("sentence", failure.sentence());
  }

  private static void add(ObjectNode json, Artefact.Content content) {
    json.put("bytes", content.bytes())
        .put("sha256", content.sha256())
        .put("verification", Slug.of(content.verification()))
        .put("tookMillis", content.took().toMillis());
    content
        .original()
        .ifPresent(
            original ->
                json.putObject("original")
                    .put("bytes", original.bytes())
                    .put("sha256", original.sha256()));
  }

  private static void add(ObjectNode json, Provenance how) {
    json.put("takenAt", how.takenAt().toString());
    how.tool().ifPresent(tool -> json.put("tool", tool));
    how.commands().forEach(json.putArray("commands")::add);
  }

  private static DefaultIndenter lines() {
    return new DefaultIndenter("  ", "\n");
  }

  private static byte[] bytes(ObjectNode json) {
    try {
      return (PRETTY.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a tree as JSON", e);
    }
  }
}
