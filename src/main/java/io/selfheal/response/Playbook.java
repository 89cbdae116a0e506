package io.selfheal.response;

import io.selfheal.evidence.EvidenceSource;
import io.selfheal.incident.Incidents;
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
   * @param deferFor how long an incident may wait for a gate
   */
  public record Policy(
      RuleBook rules,
      Gates gates,
      SecuredBy securedBy,
      RemediationConfig recovery,
      Duration deferFor) {}

  private Playbook() {}

  public static List<Step> steps(Tools tools, Policy policy, Incidents incidents, Clock clock) {
    Trouble trouble = new Trouble(policy.deferFor(), clock);
    ClusterReader reader = new ClusterReader(tools.cluster(), clock);
    Judge judge = new Judge(incidents, policy.rules(), reader, policy.gates(), clock);
    Safekeeping safekeeping =
        new Safekeeping(tools.spool(), policy.securedBy(), incidents, trouble, clock);
    RecoveryWatch watch = new RecoveryWatch(tools.cluster(), policy.recovery(), clock);
    return List.of(
        new IdentifyTarget(tools.cluster(), policy.rules(), policy.gates(), trouble, clock),
        new Admit(judge, incidents, trouble),
        new SecureEvidence(tools.evidence(), safekeeping, incidents, judge, trouble),
        new TerminatePod(judge, safekeeping, incidents, new PodRemover(tools.cluster()), trouble),
        new ObserveRecovery(watch, incidents, policy.recovery().deadline(), clock));
  }
}
