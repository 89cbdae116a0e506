package io.selfheal.incident.ledger;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Provenance;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Target;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.WorkloadRef;
import io.selfheal.rules.ApprovalNeed;
import io.selfheal.rules.Condition;
import io.selfheal.rules.EvidenceDemand;
import io.selfheal.rules.Limits;
import io.selfheal.rules.Mode;
import io.selfheal.rules.NoMatch;
import io.selfheal.rules.RemoveBy;
import io.selfheal.rules.Response;
import io.selfheal.rules.Rule;
import io.selfheal.rules.RuleMatch;
import io.selfheal.rules.Subject;
import io.selfheal.rules.Then;
import io.selfheal.rules.WhenEvidenceFails;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Values for tests. Pods of one name before the dash belong to one workload. */
final class Samples {
  static final Instant START = Instant.parse("2026-11-21T02:40:00.5Z");
  static final Reason REASON = new Reason("cooldown", "The workload was healed a minute ago.");
  static final Conclusion HEALED = new Conclusion(Outcome.HEALED, REASON);
  private static final Rule RULE =
      new Rule(
          "memory-pressure",
          new Condition(Optional.empty(), Optional.empty(), Map.of()),
          Mode.ENFORCE,
          new Response(
              new EvidenceDemand(
                  List.of(), Optional.empty(), Verification.FULL, WhenEvidenceFails.KEEP),
              Then.TERMINATE,
              RemoveBy.EVICT,
              ApprovalNeed.NONE),
          Limits.DEFAULT);

  private Samples() {}

  static Alert firing(String pod) {
    return alert(pod, AlertStatus.FIRING, Optional.of(START));
  }

  static Alert resolved(String pod) {
    return alert(pod, AlertStatus.RESOLVED, Optional.of(START));
  }

  static Alert undated(String pod, AlertStatus status) {
    return alert(pod, status, Optional.empty());
  }

  static Intake.Decided matched(Alert alert) {
    return matched(alert, "payments");
  }

  static Intake.Decided matched(Alert alert, String namespace) {
    Subject subject =
        new Subject(
            "P0",
            namespace,
            alert.labels().get("pod").orElseThrow(),
            Optional.empty(),
            Optional.of("pay"),
            Optional.empty());
    return new Intake.Decided(alert, new RuleMatch(RULE, subject));
  }

  static Intake.Decided unmatched(Alert alert) {
    return new Intake.Decided(alert, new NoMatch("no rule wants it"));
  }

  static List<Intake> many(int count) {
    return IntStream.range(0, count)
        .<Intake>mapToObj(number -> matched(firing("pay-" + number)))
        .toList();
  }

  static Target target(String pod) {
    return target(pod, "payments");
  }

  static Target target(String pod, String namespace) {
    PodRef ref = new PodRef(namespace, pod, "uid-of-" + pod);
    String workload = pod.split("-", 2)[0];
    return new Target(
        new JvmTarget(ref, "app", "containerd://" + pod),
        new WorkloadRef("Deployment", namespace, workload),
        Optional.of("node-1"));
  }

  static Artefact verified(String fileName, long bytes) {
    Artefact.Content content =
        new Artefact.Content(
            bytes,
            String.format("%064x", bytes),
            Verification.STRUCTURE,
            Duration.ofMillis(bytes),
            Optional.of(new Artefact.Original(2 * bytes, "a".repeat(64))));
    List<String> commands = List.of("jcmd 1 GC.heap_dump /tmp/x", "rm -f /tmp/x");
    return Artefact.verified(kind(fileName), fileName, content)
        .madeBy(new Provenance(START, commands, Optional.of("HotSpot version 17")));
  }

  private static ArtefactKind kind(String fileName) {
    return fileName != null && fileName.startsWith("threads")
        ? ArtefactKind.THREAD_DUMP
        : ArtefactKind.HEAP_DUMP;
  }

  static FactCheck objection(Instant retryAt) {
    return facts -> Optional.of(FactCheck.Denial.until(retryAt, REASON));
  }

  private static Alert alert(String pod, AlertStatus status, Optional<Instant> startsAt) {
    Labels labels = Labels.of(Map.of("alertname", "HeapMemoryHigh", "pod", pod, "text", "\n\0<é"));
    Labels annotations = Labels.of(Map.of("summary", "The heap is full"));
    return new Alert(Fingerprint.of(labels), status, labels, annotations, startsAt);
  }
}
