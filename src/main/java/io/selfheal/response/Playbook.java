package io.selfheal.response;

import io.selfheal.evidence.EvidenceSource;
import io.selfheal.incident.Approvals;
import io.selfheal.incident.Findings;
import io.selfheal.incident.Incidents;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Step;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.remediation.PodRemover;
import io.selfheal.remediation.RecoveryWatch;
import io.selfheal.remediation.RemediationConfig;
import io.selfheal.rules.RuleBook;
import io.selfheal.safety.ClusterReader;
import io.selfheal.safety.Gates;
import io.selfheal.storage.LocalSpool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The whole response, one step a stage, in its order. */
public final class Playbook {
  /** What the steps act with. */
  public record Tools(Cluster cluster, EvidenceSource evidence, LocalSpool spool) {}

  /**
   * What the steps act by.
   *
   * @param dumpsPerNode how many large files may come off one node at a time
   */
  public record Policy(
      RuleBook rules,
      Gates gates,
      SecuredBy securedBy,
      RemediationConfig recovery,
      Waits waits,
      int dumpsPerNode) {}

  /** What the steps keep on record; a ledger has it all. */
  public record Records(Incidents incidents, Approvals approvals, Findings findings) {
    public Records(Ledger ledger) {
      this(ledger, ledger, ledger);
    }
  }

  /**
   * How long an incident may wait.
   *
   * @param deferFor for a gate
   * @param approvalOpen for people, of that
   */
  public record Waits(Duration deferFor, Duration approvalOpen) {}

  private Playbook() {}

  public static List<Step> steps(Tools tools, Policy policy, Records records, Clock clock) {
    Incidents incidents = records.incidents();
    Trouble trouble = new Trouble(policy.waits().deferFor(), clock);
    ClusterReader reader = new ClusterReader(tools.cluster(), clock);
    Judge judge = new Judge(incidents, policy.rules(), reader, policy.gates(), clock);
    Safekeeping safekeeping =
        new Safekeeping(tools.spool(), policy.securedBy(), incidents, trouble, clock);
    Consent consent = new Consent(judge, records.approvals(), policy.waits().approvalOpen());
    Permission permission = new Permission(judge, safekeeping, consent, trouble);
    RecoveryWatch watch = new RecoveryWatch(tools.cluster(), policy.recovery(), clock);
    return List.of(
        new IdentifyTarget(tools.cluster(), policy.rules(), policy.gates(), trouble, clock),
        new Admit(judge, incidents, trouble),
        new ReadableStep(
            new SecureEvidence(
                tools.evidence(),
                new NodeTurns(policy.dumpsPerNode()),
                safekeeping,
                incidents,
                judge,
                trouble),
            incidents,
            records.findings()),
        new TerminatePod(judge, permission, incidents, new PodRemover(tools.cluster()), trouble),
        new ObserveRecovery(watch, incidents, policy.recovery().deadline(), clock));
  }
}
