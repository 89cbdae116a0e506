package io.selfheal;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Deferral;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
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

/** Puts an incident into a ledger that asks whether a pod of shop may be removed, and waits. */
public final class Asking {
  private static final String RULES =
      """
      rules:
        - name: memory-pressure
          when: { alertname: { contains: memory } }
          then: terminate
          approval: required
          mode: enforce
      """;

  private Asking() {}

  /**
   * @return the incident's id
   */
  public static String about(String pod, Ledger ledger, Instant now) {
    ledger.accept(List.of(alert(pod, now)));
    Claim claim = ledger.claim(now.plusSeconds(60)).orElseThrow();
    WorkloadRef workload = new WorkloadRef("Deployment", "shop", "web");
    JvmTarget jvm =
        new JvmTarget(new PodRef("shop", pod, "uid-of-" + pod), "app", "containerd://" + pod);
    Claim bound =
        claim.on(
            claim
                .incident()
                .boundTo(new Target(jvm, workload))
                .reach(Stage.MATCHED, now)
                .reach(Stage.ADMITTED, now)
                .reach(Stage.EVIDENCE_SECURED, now));
    ledger.save(claim, bound.incident());
    ledger.ask(bound, "May pod shop/" + pod + " be removed?", Duration.ofMinutes(15));
    Deferral wait = new Deferral(new Reason("approval", "Answer."), now, now);
    Claim waiting = bound.on(bound.incident().waitFor(wait));
    ledger.save(bound, waiting.incident());
    ledger.release(waiting);
    return bound.incident().id();
  }

  private static Intake alert(String pod, Instant now) {
    Labels labels =
        Labels.of(Map.of("alertname", "JvmMemoryHigh", "namespace", "shop", "pod", pod));
    Alert alert =
        new Alert(
            Fingerprint.of(labels), AlertStatus.FIRING, labels, Labels.NONE, Optional.of(now));
    RuleBook rules =
        new RuleBook(
            LabelNames.DEFAULT,
            RulesFile.read(ConfigFile.parse(RULES, new Problems("rules.yaml"))));
    return new Intake.Decided(alert, rules.decide(alert));
  }
}
