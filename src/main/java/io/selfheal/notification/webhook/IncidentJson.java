package io.selfheal.notification.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.config.Slug;
import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Target;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.rules.Subject;
import java.util.Map;

/**
 * An incident as other programs read it: version 1 of the shape in docs/slack.md. A field keeps its
 * name and meaning within a version; new ones may come; what is not known is left out.
 */
final class IncidentJson {
  private static final int VERSION = 1;

  private IncidentJson() {}

  static ObjectNode of(IncidentMessage message) {
    ObjectNode json = object().put("version", VERSION);
    json.putObject("message")
        .put("tone", Slug.of(message.tone()))
        .put("title", message.title())
        .put("summary", message.summary());
    return json;
  }

  static ObjectNode of(IncidentMessage message, Incident incident, Subject subject) {
    ObjectNode json = of(message);
    json.set("incident", incident(incident, subject));
    return json;
  }

  private static ObjectNode incident(Incident incident, Subject subject) {
    ObjectNode json =
        object()
            .put("id", incident.id())
            .put("rule", incident.origin().rule())
            .put("stage", incident.stage().slug())
            .put("receivedAt", incident.origin().receivedAt().toString());
    subject.team().ifPresent(team -> json.put("team", team));
    incident.progress().conclusion().ifPresent(end -> json.set("conclusion", conclusion(end)));
    incident.progress().deferral().ifPresent(wait -> json.set("waiting", waiting(wait)));
    json.set("alert", alert(incident, subject));
    incident.target().ifPresent(target -> json.set("target", target(target)));
    json.set("reached", reached(incident));
    json.set("artefacts", artefacts(incident));
    return json;
  }

  private static ObjectNode conclusion(Conclusion end) {
    return object()
        .put("outcome", end.outcome().slug())
        .put("reason", end.reason().code())
        .put("sentence", end.reason().sentence());
  }

  private static ObjectNode waiting(Deferral wait) {
    return object()
        .put("reason", wait.reason().code())
        .put("sentence", wait.reason().sentence())
        .put("since", wait.since().toString());
  }

  private static ObjectNode alert(Incident incident, Subject subject) {
    ObjectNode json =
        object()
            .put("name", incident.origin().alert().name())
            .put("fingerprint", incident.origin().alert().fingerprint().hex())
            .put("priority", subject.priority())
            .put("startsAt", incident.origin().startsAt().toString());
    incident.origin().resolvedAt().ifPresent(at -> json.put("resolvedAt", at.toString()));
    json.set("labels", texts(incident.origin().alert().labels().values()));
    json.set("annotations", texts(incident.origin().alert().annotations().values()));
    return json;
  }

  private static ObjectNode target(Target target) {
    ObjectNode json =
        object()
            .put("namespace", target.pod().namespace())
            .put("pod", target.pod().name())
            .put("podUid", target.pod().uid())
            .put("container", target.jvm().container())
            .put("containerId", target.jvm().containerId());
    json.putObject("workload")
        .put("kind", target.workload().kind())
        .put("name", target.workload().name());
    return json;
  }

  private static ObjectNode reached(Incident incident) {
    ObjectNode json = object();
    incident.progress().reached().forEach((stage, at) -> json.put(stage.slug(), at.toString()));
    return json;
  }

  private static ArrayNode artefacts(Incident incident) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    incident.artefacts().forEach(artefact -> json.add(artefact(artefact)));
    return json;
  }

  private static ObjectNode artefact(Artefact artefact) {
    ObjectNode json =
        object()
            .put("kind", artefact.kind().slug())
            .put("fileName", artefact.fileName())
            .put("state", Slug.of(artefact.state()));
    artefact
        .content()
        .ifPresent(
            content ->
                json.put("bytes", content.bytes())
                    .put("sha256", content.sha256())
                    .put("verification", Slug.of(content.verification())));
    artefact.link().ifPresent(link -> json.put("link", link.toString()));
    artefact
        .failure()
        .ifPresent(
            failure ->
                json.putObject("failure")
                    .put("reason", failure.reason().slug())
                    .put("sentence", failure.sentence()));
    return json;
  }

  private static ObjectNode texts(Map<String, String> values) {
    ObjectNode json = object();
    values.forEach(json::put);
    return json;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
