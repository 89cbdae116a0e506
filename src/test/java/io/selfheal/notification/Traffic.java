package io.selfheal.notification;

import io.selfheal.ManualClock;
import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Target;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.WorkloadRef;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.RulesFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Incidents on a ledger, one every ten minutes, each a stage further with every minute. */
final class Traffic {
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final List<String> TEAMS = List.of("payments", "search", "nobody");
  private static final RuleBook RULES =
      new RuleBook(
          LabelNames.DEFAULT,
          RulesFile.read(
              ConfigFile.parse(
                  """
                  rules:
                    - name: memory
                      when: { priority: P0, alertname: { contains: memory } }
                      capture: [heap-dump]
                      then: terminate
                      mode: enforce
                  """,
                  new Problems("rules.yaml"))));

  private final Ledger ledger;
  private final ManualClock clock;
  private final Set<String> incidents;
  private Instant next;
  private boolean ended;

  /**
   * @param before the process before this one; null for the first
   */
  Traffic(Ledger ledger, ManualClock clock, Traffic before) {
    this.ledger = ledger;
    this.clock = clock;
    this.incidents = before == null ? new TreeSet<>() : before.incidents;
    this.next = before == null ? clock.instant() : before.next;
    this.ended = before != null && before.ended;
  }

  Set<String> incidents() {
    return incidents;
  }

  /** No more incidents come; those that are there go on. */
  void ends() {
    ended = true;
  }

  /** One more, at once. */
  void begins() {
    open();
  }

  void go() {
    if (!ended && !clock.instant().isBefore(next)) {
      next = clock.instant().plus(EVERY);
      open();
    }
    for (Optional<Claim> claim = claim(); claim.isPresent(); claim = claim()) {
      advance(claim.get());
      ledger.release(claim.get());
    }
  }

  private Optional<Claim> claim() {
    return ledger.claim(clock.instant());
  }

  private void open() {
    int number = incidents.size();
    Labels labels =
        Labels.of(
            Map.of(
                "alertname", "MemoryHigh",
                "priority", "P0",
                "namespace", "shop",
                "pod", "pay-" + number,
                "team", TEAMS.get(number % TEAMS.size())));
    Alert alert =
        new Alert(
            Fingerprint.of(labels),
            AlertStatus.FIRING,
            labels,
            Labels.NONE,
            Optional.of(clock.instant()));
    Intake intake = new Intake.Decided(alert, RULES.decide(alert));
    incidents.add(ledger.accept(List.of(intake)).get(0).incident().orElseThrow());
  }

  private void advance(Claim claim) {
    Incident incident = claim.incident();
    Instant now = clock.instant();
    Incident further =
        switch (incident.stage()) {
          case RECEIVED -> incident.boundTo(target(incident)).reach(Stage.MATCHED, now);
          case MATCHED -> incident.reach(Stage.ADMITTED, now);
          case ADMITTED -> secured(claim, now);
          case EVIDENCE_SECURED -> incident.reach(Stage.POD_TERMINATED, now);
          case POD_TERMINATED -> incident.reach(Stage.RECOVERY_OBSERVED, now);
          case RECOVERY_OBSERVED, CLOSED -> ended(incident, now);
        };
    ledger.save(claim, further.closed() ? further : further.waitUntil(now.plus(STEP)));
  }

  private Incident secured(Claim claim, Instant now) {
    Artefact.Content content =
        new Artefact.Content(1_000, "ab".repeat(32), Verification.FULL, Duration.ofSeconds(1));
    ledger.record(
        claim, List.of(Artefact.verified(ArtefactKind.HEAP_DUMP, "heap-dump.hprof", content)));
    return claim.incident().reach(Stage.EVIDENCE_SECURED, now);
  }

  private static Incident ended(Incident incident, Instant now) {
    boolean healed =
        incident.origin().alert().labels().get("pod").orElseThrow().hashCode() % 3 != 0;
    Outcome outcome = healed ? Outcome.HEALED : Outcome.NOT_HEALED;
    return incident.close(new Conclusion(outcome, new Reason(outcome.slug(), "so it was")), now);
  }

  private static Target target(Incident incident) {
    String pod = incident.origin().alert().labels().get("pod").orElseThrow();
    return new Target(
        new JvmTarget(new PodRef("shop", pod, "uid-of-" + pod), "app", "containerd://" + pod),
        new WorkloadRef("Deployment", "shop", "pay"));
  }
}
