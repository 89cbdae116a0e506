package io.selfheal.app;

import io.selfheal.console.Metrics;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.EvidenceSources;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.cluster.ClusterEvidence;
import io.selfheal.evidence.jcmd.JcmdEvidence;
import io.selfheal.incident.Advance;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Runner;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.response.Playbook;
import io.selfheal.response.SparingEvidence;
import io.selfheal.safety.Gates;
import io.selfheal.safety.KillSwitch;
import io.selfheal.storage.LocalSpool;
import java.time.Clock;

/** The runner of incidents, with the steps that the configuration asks for. */
final class Runners {
  private static final int WORKERS = 8;

  private final Configuration configuration;
  private final Ledger ledger;
  private final Clock clock;

  Runners(Configuration configuration, Ledger ledger, Clock clock) {
    this.configuration = configuration;
    this.ledger = ledger;
    this.clock = clock;
  }

  Runner start(Cluster cluster, LocalSpool spool, Metrics metrics) {
    Playbook.Tools tools = new Playbook.Tools(cluster, evidence(cluster, spool), spool);
    Advance advance =
        new Advance(
            ledger,
            Playbook.steps(tools, policy(), new Playbook.Records(ledger), clock),
            metrics,
            clock);
    Runner runner = new Runner(ledger, advance, clock);
    runner.start(WORKERS);
    return runner;
  }

  private EvidenceSource evidence(Cluster cluster, LocalSpool spool) {
    ResponderConfig.Patients config = configuration.responder().patients();
    return new SparingEvidence(
        new EvidenceSources(
            new ClusterEvidence(cluster, spool, config.logs(), clock),
            new JcmdEvidence(cluster, spool, config.capture(), clock, Pause.REAL)),
        spool);
  }

  private Playbook.Policy policy() {
    ResponderConfig.Policy policy = configuration.responder().policy();
    return new Playbook.Policy(
        configuration.rules(),
        new Gates(policy.safety(), new KillSwitch(configuration.file(), ledger)),
        policy.securedBy(),
        configuration.responder().patients().recovery(),
        new Playbook.Waits(policy.safety().deferFor(), policy.safety().approvalOpen()),
        configuration.responder().patients().capture().dumpsPerNode());
  }
}
