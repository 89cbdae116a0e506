package io.selfheal.safety;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.incident.LedgerFacts.AtWork;
import io.selfheal.incident.Origin;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Target;
import io.selfheal.incident.Termination;
import io.selfheal.incident.Terminations;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.DisruptionBudget;
import io.selfheal.kubernetes.NodeCount;
import io.selfheal.kubernetes.Pod;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.Workload;
import io.selfheal.kubernetes.WorkloadRef;
import io.selfheal.rules.ApprovalNeed;
import io.selfheal.rules.CaptureRequest;
import io.selfheal.rules.Condition;
import io.selfheal.rules.EvidenceDemand;
import io.selfheal.rules.Limits;
import io.selfheal.rules.Mode;
import io.selfheal.rules.RemoveBy;
import io.selfheal.rules.Response;
import io.selfheal.rules.Rule;
import io.selfheal.rules.RuleMatch;
import io.selfheal.rules.Subject;
import io.selfheal.rules.Then;
import io.selfheal.rules.WhenEvidenceFails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A situation in which every gate allows; a case of the gate table changes one thing of it. */
final class Situations {
  static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

  String namespace = "shop";
  String podName = "web-1";
  Instant startsAt = NOW.minus(Duration.ofMinutes(5));
  Instant containerStartedAt = NOW.minus(Duration.ofHours(3));
  Instant podStartedAt = NOW.minus(Duration.ofHours(5));
  Instant resolvedAt;
  Instant now = NOW;
  boolean podThere = true;
  String podUid = "uid-1";
  String containerId = "containerd://1";
  boolean containerRuns = true;
  boolean terminating;
  boolean podReady;
  String phase = "Running";
  boolean workloadThere = true;
  boolean rollingOut;
  int othersReady = 2;
  final Map<String, String> podAnnotations = new HashMap<>();
  final Map<String, String> workloadAnnotations = new HashMap<>();
  final Map<String, String> namespaceAnnotations = new HashMap<>();
  final List<DisruptionBudget> budgets = new ArrayList<>();
  final List<Termination> terminations = new ArrayList<>();
  final List<Instant> inNamespace = new ArrayList<>();
  final List<Instant> inAll = new ArrayList<>();
  final List<Instant> arrivals = new ArrayList<>();
  Optional<NodeCount> nodes = Optional.of(new NodeCount(10, 0));
  int errorsInARow;
  boolean targetThere = true;
  Instant lastCapture;
  ArtefactKind capture;
  int activeOnWorkload;
  int activeInAll;
  Then then = Then.TERMINATE;
  ApprovalNeed need = ApprovalNeed.NONE;
  WhenEvidenceFails whenEvidenceFails = WhenEvidenceFails.KEEP;
  Approval approval;
  RemoveBy removeBy = RemoveBy.EVICT;
  Limits limits = Limits.DEFAULT;

  /** A pod of the workload that was removed so long ago, for trouble that began a minute before. */
  void removed(Duration ago) {
    Instant at = NOW.minus(ago);
    terminations.add(new Termination(at.minus(Duration.ofMinutes(1)), at));
  }

  Situation build() {
    LedgerFacts facts =
        new LedgerFacts(
            new Terminations(terminations, inNamespace, inAll),
            Optional.ofNullable(lastCapture),
            new AtWork(activeOnWorkload, activeInAll),
            arrivals,
            Optional.ofNullable(approval));
    return new Situation(incident(), match(), view(), facts, now);
  }

  private Incident incident() {
    Labels labels =
        Labels.of(Map.of("alertname", "JvmMemoryHigh", "pod", podName, "namespace", namespace));
    Alert alert =
        new Alert(
            Fingerprint.of(labels), AlertStatus.FIRING, labels, Labels.NONE, Optional.of(startsAt));
    Target target =
        new Target(
            new JvmTarget(new PodRef(namespace, podName, "uid-1"), "app", "containerd://1"), ref());
    Origin origin = new Origin(alert, "memory-pressure", NOW, Optional.ofNullable(resolvedAt));
    return new Incident(
        "20261121T030000-00000001",
        origin,
        targetThere ? Optional.of(target) : Optional.empty(),
        Progress.received(NOW),
        List.of());
  }

  private RuleMatch match() {
    List<CaptureRequest> requests =
        capture == null ? List.of() : List.of(new CaptureRequest(capture, false));
    Response response =
        new Response(
            new EvidenceDemand(requests, Optional.empty(), Verification.FULL, whenEvidenceFails),
            then,
            removeBy,
            need);
    Condition any = new Condition(Optional.empty(), Optional.empty(), Map.of());
    Subject subject =
        new Subject("P0", namespace, podName, Optional.empty(), Optional.empty(), Optional.empty());
    return new RuleMatch(new Rule("memory-pressure", any, Mode.ENFORCE, response, limits), subject);
  }

  private ClusterView view() {
    if (!podThere) {
      return ClusterView.NOTHING;
    }
    Workload workload =
        new Workload(ref(), othersReady + 1, rollingOut, "app=web", workloadAnnotations);
    List<Pod> siblings = new ArrayList<>();
    for (int i = 0; i < othersReady; i++) {
      siblings.add(pod("web-other-" + i, "uid-other-" + i, true));
    }
    return new ClusterView(
        Optional.of(pod(podName, podUid, podReady)),
        workloadThere ? Optional.of(workload) : Optional.empty(),
        siblings,
        budgets,
        namespaceAnnotations,
        new ClusterHealth(nodes, errorsInARow));
  }

  private Pod pod(String name, String uid, boolean ready) {
    Container container =
        new Container(
            "app", containerId, containerRuns ? Optional.of(containerStartedAt) : Optional.empty());
    Pod.Meta meta =
        new Pod.Meta(
            "42",
            podStartedAt,
            terminating ? Optional.of(NOW) : Optional.empty(),
            Map.of("app", "web"),
            podAnnotations,
            Optional.empty(),
            Optional.of(podStartedAt),
            ready ? Optional.of(podStartedAt) : Optional.empty(),
            Optional.of("node-1"));
    return new Pod(new PodRef(namespace, name, uid), meta, phase, ready, List.of(container));
  }

  private WorkloadRef ref() {
    return new WorkloadRef("Deployment", namespace, "web");
  }
}
