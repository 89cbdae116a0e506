package io.selfheal.incident.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.alert.Alert;
import io.selfheal.config.Slug;
import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Switch.Paused;
import io.selfheal.incident.Target;
import java.util.List;
import java.util.Map;

/**
 * What an entry of the audit says, by its kind. Each but the first names its pod, so that whoever
 * looks for a pod finds all that was done to it.
 */
final class AuditJson {
  private AuditJson() {}

  static String opened(Map<Alert, KnownIncident> incidents) {
    ObjectNode json = Json.object();
    ArrayNode list = json.putArray("incidents");
    incidents.forEach(
        (alert, incident) ->
            list.addObject()
                .put("incident", incident.id())
                .put("rule", incident.rule())
                .put("alertname", alert.labels().get("alertname").orElse(""))
                .put("fingerprint", alert.fingerprint().hex())
                .put("startsAt", InstantText.of(alert.startsAt().orElseThrow())));
    return json.toString();
  }

  static String reached(Stage stage, Incident incident) {
    return withTarget(Json.object().put("stage", stage.slug()), incident);
  }

  static String closed(Incident incident) {
    ObjectNode json = Json.object();
    incident
        .progress()
        .conclusion()
        .ifPresent(end -> withReason(json.put("outcome", end.outcome().slug()), end.reason()));
    return withTarget(json, incident);
  }

  static String deferred(Deferral deferral, Incident incident) {
    ObjectNode json = withReason(Json.object(), deferral.reason());
    return withTarget(json.put("retryAt", InstantText.of(deferral.retryAt())), incident);
  }

  static String target(Incident incident) {
    return withTarget(Json.object(), incident);
  }

  static String artefact(Artefact artefact, Incident incident) {
    ObjectNode json =
        Json.object()
            .put("kind", artefact.kind().slug())
            .put("fileName", artefact.fileName())
            .put("state", Slug.of(artefact.state()));
    artefact.content().ifPresent(content -> with(json, content));
    artefact.failure().ifPresent(failure -> with(json, failure));
    artefact.link().ifPresent(link -> json.put("link", link.toString()));
    return withTarget(json, incident);
  }

  static String removed(List<String> places, String why, Incident incident) {
    ObjectNode json = Json.object().put("setting", why);
    places.forEach(json.putArray("files")::add);
    return withTarget(json, incident);
  }

  static String asked(Approval approval, Incident incident) {
    ObjectNode json =
        Json.object()
            .put("question", approval.question())
            .put("expiresAt", InstantText.of(approval.expiresAt()));
    return withTarget(json, incident);
  }

  static String decided(Approval.Answer answer, Incident incident) {
    ObjectNode json =
        Json.object().put("decision", Slug.of(answer.decision())).put("by", answer.by());
    return withTarget(json, incident);
  }

  static String paused(Paused pause) {
    return Json.object().put("by", pause.by()).put("reason", pause.reason()).toString();
  }

  static String resumed(String by) {
    return Json.object().put("by", by).toString();
  }

  private static void with(ObjectNode json, Artefact.Content content) {
    json.put("bytes", content.bytes())
        .put("sha256", content.sha256())
        .put("verification", Slug.of(content.verification()));
  }

  private static void with(ObjectNode json, Artefact.Failure failure) {
    json.put("reason", Slug.of(failure.reason())).put("sentence", failure.sentence());
  }

  private static ObjectNode withReason(ObjectNode json, Reason reason) {
    return json.put("reason", reason.code()).put("sentence", reason.sentence());
  }

  private static String withTarget(ObjectNode json, Incident incident) {
    incident.target().ifPresent(target -> with(json, target));
    return json.toString();
  }

  private static void with(ObjectNode json, Target target) {
    json.put("pod", target.pod().toString())
        .put("podUid", target.pod().uid())
        .put("container", target.jvm().container())
        .put("containerId", target.jvm().containerId())
        .put("workload", target.workload().toString());
  }
}
