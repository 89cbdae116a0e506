package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Target;
import io.selfheal.storage.StoreName;
import io.selfheal.storage.Upload;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the evidence of an incident is to be found in a store, and by what. Made of nothing but
 * what an incident is opened with, so that all its files come together, after a restart too.
 */
final class Shelf {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

  private Shelf() {}

  static Upload upload(Incident incident, Artefact artefact, Path spooled) {
    Artefact.Content content = artefact.content().orElseThrow();
    return new Upload(
        folder(incident),
        artefact.fileName(),
        new Upload.Content(spooled, content.bytes(), content.sha256()),
        description(incident, artefact),
        properties(incident, artefact, content));
  }

  /** In UTC, whatever the zone of those who look. */
  static List<String> folder(Incident incident) {
    Target target = incident.target().orElseThrow();
    ZonedDateTime opened = incident.origin().receivedAt().atZone(ZoneOffset.UTC);
    return List.of(
        target.pod().namespace(),
        target.workload().name(),
        opened.toLocalDate().toString(),
        TIME.format(opened) + "-" + alert(incident) + "-" + target.pod().name());
  }

  private static String description(Incident incident, Artefact artefact) {
    Target target = incident.target().orElseThrow();
    return "%s of pod %s, container %s (%s), taken because of the alert %s, rule %s; incident %s"
        .formatted(
            words(artefact),
            target.pod(),
            target.jvm().container(),
            target.workload(),
            StoreName.of(alert(incident)),
            incident.origin().rule(),
            incident.id());
  }

  private static Map<String, String> properties(
      Incident incident, Artefact artefact, Artefact.Content content) {
    Target target = incident.target().orElseThrow();
    return Map.of(
        Upload.INCIDENT,
        incident.id(),
        "namespace",
        target.pod().namespace(),
        "workload",
        target.workload().name(),
        "pod",
        target.pod().name(),
        "alert",
        alert(incident),
        "rule",
        incident.origin().rule(),
        "kind",
        artefact.kind().slug(),
        "sha256",
        content.sha256());
  }

  private static String words(Artefact artefact) {
    String words = artefact.kind().slug().replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String alert(Incident incident) {
    return incident.origin().alert().labels().get("alertname").orElse("unnamed");
  }
}
