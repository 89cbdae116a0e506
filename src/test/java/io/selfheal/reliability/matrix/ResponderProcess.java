package io.selfheal.reliability.matrix;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.Spool;
import io.selfheal.incident.Advance;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Runner;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.notification.Audience;
import io.selfheal.notification.Channels;
import io.selfheal.notification.Messenger;
import io.selfheal.notification.MessengerRounds;
import io.selfheal.notification.Notifier;
import io.selfheal.notification.StormNews;
import io.selfheal.remediation.RemediationConfig;
import io.selfheal.response.EvidenceReader;
import io.selfheal.response.Leftovers;
import io.selfheal.response.PlainReading;
import io.selfheal.response.Playbook;
import io.selfheal.response.SecuredBy;
import io.selfheal.response.Uploader;
import io.selfheal.response.UploaderTurns;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.RulesFile;
import io.selfheal.safety.Gates;
import io.selfheal.safety.SafetyConfig;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.LocalSpool;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One process, wired as {@code app/Responder} does it, but that one thread takes the turns of all.
 * Every call that leaves it passes a boundary.
 */
final class ResponderProcess {
  static final RuleBook RULES =
      new RuleBook(
          LabelNames.DEFAULT,
          RulesFile.read(
              ConfigFile.parse(
                  """
                  rules:
                    - name: slow
                      when: { priority: P1 }
                      then: terminate
                      mode: enforce
                    - name: cpu
                      when: { priority: P0, alertname: { contains: cpu } }
                      capture: [thread-dump]
                      then: terminate
                      mode: enforce
                    - name: memory
                      when: { priority: P0, alertname: { contains: memory } }
                      capture: [{ kind: thread-dump, optional: true }, heap-dump]
                      then: terminate
                      mode: enforce
                    - name: disk
                      when: { priority: P0, alertname: { contains: disk } }
                      capture: [class-histogram]
                      then: terminate
                      whenEvidenceFails: terminate
                      mode: enforce
                  """,
                  new Problems("rules.yaml"))));
  private static final SafetyConfig SAFETY =
      SafetyConfig.read(
          ConfigFile.parse(
              """
              namespaces: [shop]
              limits: { cooldown: 20s, deferFor: 2m, clockSkew: 1s, concurrencyInAll: 2 }
              """,
              new Problems("responder.yaml")),
          Map.of());
  private static final RemediationConfig RECOVERY =
      new RemediationConfig(Duration.ofSeconds(3), Duration.ofSeconds(60));
  private static final Channels CHANNELS = new Channels(Map.of(), "#all");

  /** What it is to be connected to, each behind its boundary. */
  record World(
      Cluster cluster, EvidenceSource evidence, Spool spool, DumpStore store, Notifier channel) {}

  private final Ledger ledger;
  private final Clock clock;
  private final Runner runner;
  private final Uploader uploader;
  private final EvidenceReader reader;
  private final Messenger messenger;

  ResponderProcess(Ledger ledger, LocalSpool spool, World world, SecuredBy securedBy, Clock clock)
      throws IOException {
    this.ledger = ledger;
    this.clock = clock;
    new Leftovers(ledger, ledger, spool).remove();
    Playbook.Tools tools = new Playbook.Tools(world.cluster, world.evidence, spool);
    Playbook.Policy policy =
        new Playbook.Policy(
            RULES,
            new Gates(SAFETY, Optional::empty),
            securedBy,
            RECOVERY,
            new Playbook.Waits(SAFETY.deferFor(), SAFETY.approvalOpen()),
            1);
    Advance advance =
        new Advance(
            ledger,
            Playbook.steps(tools, policy, new Playbook.Records(ledger), clock),
            (before, after) -> {},
            clock);
    runner = new Runner(ledger, advance, clock);
    reader = PlainReading.reader(ledger, world.cluster, spool, RULES, clock);
    Pause none = length -> {};
    uploader = new Uploader(ledger, ledger, spool, world.store, clock, none);
    messenger =
        new Messenger(
            ledger,
            world.channel,
            new Audience(CHANNELS, RULES),
            new StormNews(ledger, SAFETY.storm()),
            clock);
  }

  /** One worker takes all that is due. */
  void work() throws InterruptedException {
    try {
      while (runner.runOne()) {
        // the next one
      }
    } catch (LedgerException e) {
      return;
    }
  }

  void readEvidence() throws InterruptedException {
    try {
      PlainReading.turn(reader);
    } catch (LedgerException e) {
      return;
    }
  }

  void upload() throws InterruptedException {
    UploaderTurns.turn(uploader);
  }

  void tell() {
    try {
      MessengerRounds.round(messenger);
    } catch (LedgerException e) {
      return;
    }
  }

  Ledger ledger() {
    return ledger;
  }

  Clock clock() {
    return clock;
  }
}
