package io.selfheal.reliability.matrix;

import io.selfheal.alert.Alert;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import io.selfheal.incident.Stage;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.reliability.matrix.SimulatedEvidence.Taken;
import io.selfheal.rules.Rule;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.WhenEvidenceFails;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What must hold in every run, whatever happened in it. Some of it is held against each eviction,
 * with the eyes of the API server; the rest once all is quiet.
 */
final class Promises {
  private static final Duration RESUME = Duration.ofSeconds(10);

  private record Acknowledged(Alert alert, Receipt receipt) {}

  private final RuleBook rules;
  private final Timeline timeline;
  private final List<Taken> taken;
  private final Predicate<Taken> secured;
  private final List<Episode> episodes;
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Set<String> incidents = new LinkedHashSet<>();

  /** Steps with an intent and no result, as the process at work knows them. */
  private final Map<String, Claim> terminating = new HashMap<>();

  /** By pod UID, for whom its eviction was asked. */
  private final Map<String, Incident> asking = new HashMap<>();

  private final Set<String> removed = new HashSet<>();

  /** Those whose eviction landed when its caller no longer waited for it. */
  private final Set<String> removedLate = new HashSet<>();

  /** Firing alerts whose end was acknowledged. */
  private final Set<Alert> over = new HashSet<>();

  /** Incidents that began to remove their pod after that. */
  private final Set<String> tooLate = new HashSet<>();

  /** When those must have gone on that the last process left. */
  private final Map<String, Instant> resumeBy = new LinkedHashMap<>();

  private Ledger ledger;
  private int crashes;
  private int unheardPosts;

  /**
   * @param secured whether what was taken lies whole where the configuration wants it
   */
  Promises(
      RuleBook rules,
      Timeline timeline,
      List<Taken> taken,
      Predicate<Taken> secured,
      List<Episode> episodes) {
    this.rules = rules;
    this.timeline = timeline;
    this.taken = taken;
    this.secured = secured;
    this.episodes = episodes;
  }

  int removals() {
    return removed.size();
  }

  int crashes() {
    return crashes;
  }

  void acknowledged(Alert alert, Receipt receipt) {
    acknowledged.add(new Acknowledged(alert, receipt));
    receipt.incident().ifPresent(incidents::add);
    if (!alert.firing()) {
      over.add(alert);
    }
  }

  /** A new process has opened the ledger. */
  void started(Ledger opened) {
    ledger = opened;
    terminating.clear();
    resumeBy.clear();
    for (Incident open : opened.open()) {
      incidents.add(open.id());
      Instant due = open.progress().dueAt();
      resumeBy.put(open.id(), (due.isAfter(timeline.now()) ? due : timeline.now()).plus(RESUME));
    }
  }

  /** Time for which the one worker of a simulation was busy with something else. */
  void busy(Duration length) {
    resumeBy.replaceAll((incident, by) -> by.plus(length));
  }

  void checkResumed() {
    resumeBy.forEach(
        (incident, by) ->
            require(
                !timeline.now().isAfter(by),
                () -> "incident %s did not go on within 10 s".formatted(incident)));
  }

  void met(Fault fault, Port port) {
    crashes += fault.crash() ? 1 : 0;
    boolean mayHavePosted = fault == Fault.TIMEOUT_AFTER_SUCCESS || fault == Fault.LATE;
    unheardPosts += port == Port.CHANNEL && mayHavePosted ? 1 : 0;
  }

  /** Before a call is made. */
  void asked(Method method, Object[] arguments) {
    if (method.getName().equals("evict")) {
      askedToEvict((PodRef) arguments[0]);
    }
  }

  private void askedToEvict(PodRef pod) {
    Claim claim = terminating.get(pod.uid());
    require(
        claim != null,
        () -> "pod %s (%s) is to be evicted without an intent".formatted(pod, pod.uid()));
    require(
        ledger.terminationReserved(claim).isPresent(),
        () -> "pod %s (%s) is to be evicted without a reservation".formatted(pod, pod.uid()));
    require(
        !tooLate.contains(claim.incident().id()),
        () ->
            "pod %s (%s) is to be evicted for an alert whose end was acknowledged"
                .formatted(pod, pod.uid()));
    asking.put(pod.uid(), claim.incident());
  }

  /** After a call was made, and heard of. */
  void heard(Method method, Object[] arguments, Object answer) {
    switch (method.getName()) {
      case "begin" -> begun((Claim) answer, (String) arguments[1]);
      case "save" -> terminating.values().removeIf(((Claim) arguments[0])::equals);
      default -> {}
    }
  }

  private void begun(Claim claim, String step) {
    incidents.add(claim.incident().id());
    resumeBy.remove(claim.incident().id());
    if (step.equals("TerminatePod")) {
      terminating.put(claim.incident().target().orElseThrow().pod().uid(), claim);
      if (over.contains(Episode.end(claim.incident().origin().alert()))) {
        tooLate.add(claim.incident().id());
      }
    }
  }

  /** An eviction lands whose caller has given up waiting. */
  void late(Object[] arguments) {
    removedLate.add(((PodRef) arguments[0]).uid());
  }

  /** The API server is about to accept an eviction. */
  void accepted(LivePod pod) {
    String uid = pod.ref().uid();
    require(removed.add(uid), () -> "pod %s (%s) was terminated twice".formatted(pod.ref(), uid));
    require(
        asking.containsKey(uid),
        () -> "nobody had asked for pod %s (%s)".formatted(pod.ref(), uid));
    require(
        episodes.stream().anyMatch(episode -> episode.isAbout(pod)),
        () -> "no alert was about pod %s (%s, %s)".formatted(pod.ref(), uid, pod.container()));
    requireEvidence(pod, asking.get(uid));
  }

  private void requireEvidence(LivePod pod, Incident incident) {
    Rule rule = rules.rule(incident.origin().rule()).orElseThrow();
    if (rule.response().whenEvidenceFails() == WhenEvidenceFails.KEEP) {
      rule.response().capture().stream()
          .filter(request -> !request.optional())
          .forEach(request -> requireEvidence(pod, incident, request.kind()));
    }
  }

  private void requireEvidence(LivePod pod, Incident incident, ArtefactKind kind) {
    Set<String> whole = new HashSet<>();
    taken.stream()
        .filter(file -> file.incident().equals(incident.id()) && file.kind() == kind)
        .filter(file -> file.uid().equals(pod.ref().uid()))
        .filter(file -> file.container().equals(pod.container()))
        .filter(secured)
        .forEach(file -> whole.add(file.fileName()));
    int files = kind == ArtefactKind.THREAD_DUMP ? 2 : 1;
    require(
        whole.size() == files,
        () ->
            "pod %s (%s, %s) was terminated with %d of %d files of its %s secured"
                .formatted(
                    pod.ref(), pod.ref().uid(), pod.container(), whole.size(), files, kind.slug()));
  }

  /** Once all is quiet. */
  void checkAtTheEnd(Ledger quiet, SimulatedStore store, SimulatedChannel channel) {
    for (String id : incidents) {
      Optional<Incident> incident = quiet.incident(id);
      incident.ifPresent(
          found -> {
            require(found.closed(), () -> "incident %s is not closed".formatted(id));
            checkArtefacts(found, store);
            checkMessage(found, channel);
          });
    }
    removed.forEach(uid -> checkRemoval(uid, quiet));
    acknowledged.forEach(each -> checkDecision(each, quiet));
    checkOneIncidentEach(quiet);
  }

  /** What was removed is known as removed, and counts for cooldowns and budgets. */
  private void checkRemoval(String uid, Ledger quiet) {
    Incident incident = quiet.incident(asking.get(uid).id()).orElseThrow();
    if (!removedLate.contains(uid)) {
      require(
          incident.progress().reached().containsKey(Stage.POD_TERMINATED),
          () ->
              "incident %s does not know that it removed %s: %s"
                  .formatted(incident.id(), uid, incident.progress().conclusion()));
      require(
          quiet.terminationReserved(new Claim(incident, 0, false)).isPresent(),
          () -> "the removal of %s counts for nothing".formatted(uid));
    }
  }

  private void checkArtefacts(Incident incident, SimulatedStore store) {
    for (Artefact artefact : incident.artefacts()) {
      require(
          artefact.state() != ArtefactState.VERIFIED,
          () -> "%s of incident %s was not uploaded".formatted(artefact.fileName(), incident.id()));
      if (artefact.state() == ArtefactState.UPLOADED) {
        boolean there =
            artefact.kind().written()
                ? store.hasManifest(incident) && store.hasReport(incident)
                : taken.stream()
                    .filter(file -> file.incident().equals(incident.id()))
                    .filter(file -> file.fileName().equals(artefact.fileName()))
                    .anyMatch(file -> store.has(file.content()));
        require(
            there,
            () ->
                "%s of incident %s is not in the store"
                    .formatted(artefact.fileName(), incident.id()));
      }
    }
  }

  private void checkMessage(Incident incident, SimulatedChannel channel) {
    String id = incident.id();
    int most = 1 + crashes + unheardPosts;
    require(
        channel.posts(id) <= most,
        () -> "incident %s was posted %d times".formatted(id, channel.posts(id)));
    require(
        channel.repeatedReplies(id) < most,
        () ->
            "%d replies of incident %s said what was said before"
                .formatted(channel.repeatedReplies(id), id));
    if (incident.progress().reached().containsKey(Stage.ADMITTED)) {
      Instant closed = incident.progress().reached().get(Stage.CLOSED);
      boolean told = channel.told(id).map(at -> !at.isBefore(closed)).orElse(false);
      require(told, () -> "nobody was told of the end of incident %s".formatted(id));
      checkThread(incident, channel);
    }
  }

  private static void checkThread(Incident incident, SimulatedChannel channel) {
    Map<Stage, String> lines =
        Map.of(
            Stage.ADMITTED, "Gates",
            Stage.POD_TERMINATED, "Removed",
            Stage.CLOSED, "End");
    lines.forEach(
        (stage, line) ->
            require(
                !incident.progress().reached().containsKey(stage)
                    || channel.says(incident.id(), line),
                () -> "the thread of incident %s lacks '%s'".formatted(incident.id(), line)));
  }

  /** What was acknowledged is known: the same once more is a duplicate of the same incident. */
  private void checkDecision(Acknowledged each, Ledger quiet) {
    Intake again = new Intake.Decided(each.alert, rules.decide(each.alert));
    Receipt known = quiet.accept(List.of(again)).get(0);
    require(
        known.decision() == Decision.DUPLICATE && known.incident().equals(each.receipt.incident()),
        () ->
            "%s of %s was acknowledged as %s %s, and is now %s %s"
                .formatted(
                    each.alert.status(),
                    each.alert.labels().values(),
                    each.receipt.decision(),
                    each.receipt.incident(),
                    known.decision(),
                    known.incident()));
  }

  private void checkOneIncidentEach(Ledger quiet) {
    Set<Alert> seen = new HashSet<>();
    incidents.stream()
        .flatMap(id -> quiet.incident(id).stream())
        .map(incident -> incident.origin().alert())
        .forEach(alert -> require(seen.add(alert), () -> "%s has two incidents".formatted(alert)));
  }

  static void require(boolean kept, Supplier<String> broken) {
    if (!kept) {
      throw new Broken(broken.get());
    }
  }
}
