package io.selfheal.notification;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Origin;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Target;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.WorkloadRef;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.Subject;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents in every state that people are told of. */
public final class Samples {
  public static final Instant NIGHT = Instant.parse("2026-11-21T02:45:12Z");
  public static final RuleBook RULES = new RuleBook(LabelNames.DEFAULT, List.of());
  public static final Reason COOLDOWN =
      new Reason(
          "cooldown",
          "a pod of Deployment shop/pay was removed 4 min ago; the rule's limits.cooldown is 15m");

  private static final Labels LABELS =
      Labels.of(
          Map.of(
              "alertname", "PodMemoryHigh",
              "priority", "P0",
              "namespace", "shop",
              "pod", "pay-7d9f6c5b8-x2x4z",
              "container", "app",
              "techteam", "payments"));
  private static final Labels ANNOTATIONS =
      Labels.of(
          Map.of(
              "runbook_url", "https://runbooks.example.com/memory?a=1&b=2",
              "dashboard_url", "https://grafana.example.com/d/pay"));
  private static final Artefact THREADS =
      Artefact.verified(
          ArtefactKind.THREAD_DUMP,
          "thread-dump-1.txt",
          new Artefact.Content(48_211, "ab".repeat(32), Verification.FULL, Duration.ofMillis(412)));
  private static final Artefact HEAP =
      Artefact.verified(
          ArtefactKind.HEAP_DUMP,
          "heap.hprof",
          new Artefact.Content(
              358_612_992, "cd".repeat(32), Verification.STRUCTURE, Duration.ofMillis(3_120)));

  private Samples() {}

  /** By the name of its golden file. */
  public static Map<String, Incident> all() {
    Map<String, Incident> all = new LinkedHashMap<>();
    all.put("admitted", admitted());
    all.put("evidence-secured", secured());
    all.put("pod-terminated", terminated());
    all.put("deferred", deferred());
    all.put("healed", healed());
    all.put("not-healed", ended(observedRecovery(), Outcome.NOT_HEALED, "2 of 3 pods are Ready"));
    all.put(
        "evidence-taken", ended(secured(), Outcome.EVIDENCE_TAKEN, "the rule's mode is capture"));
    all.put(
        "observed",
        ended(
            matched(),
            Outcome.OBSERVED,
            "the rule would have taken a heap-dump and removed the pod; its mode is observe"));
    all.put("refused", refused());
    all.put("evidence-failed", evidenceFailed(FailureReason.NO_SPACE_IN_POD));
    all.put("resolved-meanwhile", resolvedMeanwhile());
    all.put("joined", ended(received(), Outcome.JOINED, "20261121T024400-1c2d3e4f deals with it"));
    all.put("failed", ended(terminated(), Outcome.FAILED, "TerminatePod failed 10 times"));
    return all;
  }

  public static Incident received() {
    return received(LABELS, ANNOTATIONS);
  }

  public static Incident received(Labels labels, Labels annotations) {
    Alert alert =
        new Alert(
            Fingerprint.of(labels),
            AlertStatus.FIRING,
            labels,
            annotations,
            Optional.of(NIGHT.minusSeconds(300)));
    Origin origin = new Origin(alert, "memory-pressure", NIGHT, Optional.empty());
    return new Incident(
        "20261121T024512-6f1c2a9b", origin, Optional.empty(), Progress.received(NIGHT), List.of());
  }

  public static Incident matched() {
    PodRef pod = new PodRef("shop", "pay-7d9f6c5b8-x2x4z", "0b5b1c9e-1111-4222-8333-123456789abc");
    Target target =
        new Target(
            new JvmTarget(pod, "app", "containerd://0123456789abcdef"),
            new WorkloadRef("Deployment", "shop", "pay"));
    return received().boundTo(target).reach(Stage.MATCHED, NIGHT.plusMillis(210));
  }

  public static Incident admitted() {
    return matched().reach(Stage.ADMITTED, NIGHT.plusMillis(840));
  }

  public static Incident secured() {
    return with(admitted(), THREADS, HEAP).reach(Stage.EVIDENCE_SECURED, NIGHT.plusMillis(6_100));
  }

  public static Incident terminated() {
    return with(
            secured(),
            THREADS.uploadedTo(URI.create("file:///var/spool/dumps/thread-dump-1.txt")),
            HEAP.uploadedTo(URI.create("https://drive.example.com/file/d/1a2b3c/view?usp=x&y")))
        .reach(Stage.POD_TERMINATED, NIGHT.plusMillis(6_400));
  }

  public static Incident observedRecovery() {
    return terminated().reach(Stage.RECOVERY_OBSERVED, NIGHT.plusSeconds(80));
  }

  public static Incident healed() {
    return ended(observedRecovery(), Outcome.HEALED, "3 of 3 pods have been Ready for 60 s");
  }

  public static Incident deferred() {
    return matched().defer(COOLDOWN, NIGHT.plusSeconds(1), NIGHT.plusSeconds(61));
  }

  public static Incident refused() {
    return matched().close(new Conclusion(Outcome.REFUSED, COOLDOWN), NIGHT.plusSeconds(2));
  }

  /** Refused before it was bound to a pod, so that all that is known comes from labels. */
  public static Incident refusedWith(Labels labels) {
    Reason reason = new Reason("target", labels.values().toString());
    return received(labels, labels)
        .close(new Conclusion(Outcome.REFUSED, reason), NIGHT.plusSeconds(1));
  }

  public static Incident named(String id, Incident incident) {
    return new Incident(
        id, incident.origin(), incident.target(), incident.progress(), incident.artefacts());
  }

  public static Incident with(Incident incident, Artefact... artefacts) {
    return new Incident(
        incident.id(),
        incident.origin(),
        incident.target(),
        incident.progress(),
        List.of(artefacts));
  }

  public static Incident ended(Incident incident, Outcome outcome, String sentence) {
    Reason reason = new Reason(outcome.slug(), sentence);
    return incident.close(new Conclusion(outcome, reason), NIGHT.plusSeconds(81));
  }

  public static Subject subject(Incident incident) {
    return RULES.subjectOf(incident.origin().alert());
  }

  public static IncidentMessage message(Incident incident) {
    return IncidentStory.tell(incident, subject(incident), List.of());
  }

  /** What the evidence says is said at the top. */
  public static Finding finding(String sentence) {
    return new Finding(Fault.HEAP_LEAK, 90, sentence, List.of("61 % of 512 MiB"));
  }

  public static IncidentMessage found(Incident incident, Finding... findings) {
    return IncidentStory.tell(incident, subject(incident), List.of(findings));
  }

  /** All that the incident's thread can say by now, in one reply. */
  public static IncidentMessage reply(Incident incident, Repeats repeats, List<String> mentions) {
    IncidentThread thread = new IncidentThread(incident, subject(incident), repeats, List.of());
    IncidentMessage message = message(incident).calling(mentions);
    return new Telling(message, thread.entries()).reply(thread.entries());
  }

  public static IncidentMessage calling(Incident incident, String mention) {
    return message(incident).calling(List.of(mention));
  }

  public static Incident evidenceFailed(FailureReason reason) {
    Artefact failed =
        Artefact.failed(
            ArtefactKind.HEAP_DUMP,
            "heap.hprof",
            new Artefact.Failure(reason, "no space left in /tmp of the container"));
    Reason missing = new Reason(reason.slug(), "heap-dump is required; whenEvidenceFails is keep");
    return with(admitted(), THREADS, failed)
        .close(new Conclusion(Outcome.EVIDENCE_FAILED, missing), NIGHT.plusSeconds(81));
  }

  public static Incident resolved(Incident incident) {
    Origin before = incident.origin();
    Origin origin =
        new Origin(
            before.alert(), before.rule(), before.receivedAt(), Optional.of(NIGHT.plusSeconds(30)));
    return new Incident(
        incident.id(), origin, incident.target(), incident.progress(), incident.artefacts());
  }

  private static Incident resolvedMeanwhile() {
    return ended(
        resolved(matched()), Outcome.RESOLVED_MEANWHILE, "Alertmanager said so at 02:45:42 UTC");
  }
}
