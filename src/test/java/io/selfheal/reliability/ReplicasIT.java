package io.selfheal.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.incident.ledger.PostgresConfig;
import io.selfheal.incident.ledger.PostgresOfTests;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.sandbox.api.Faults.StreamFault;
import io.selfheal.sandbox.api.SandboxApiServer;
import io.selfheal.sandbox.cluster.PodTemplate;
import io.selfheal.sandbox.cluster.SandboxCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three packaged responders share a PostgreSQL ledger, and the one at work is lost in the middle of
 * a capture: another one finishes, and nothing is done twice, whatever the lost one does when it is
 * back. The cluster is the sandbox: real JVMs behind an API server.
 */
class ReplicasIT {
  private static final int REPLICAS = 3;
  private static final Duration BOOT = Duration.ofMinutes(2);
  private static final String RULES =
      """
      rules:
        - name: sick
          when: { priority: P0 }
          capture: [thread-dump]
          then: terminate
          mode: enforce
      """;
  private static final String SECTIONS =
      """
      namespaces: [shop]
      kubernetes: { server: '%s' }
      store: { folder: '%s' }
      securedBy: upload
      limits: { clockSkew: 0s }
      recovery: { readyFor: 1s, deadline: 60s }
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();
  private final PostgresConfig database = PostgresOfTests.database();
  private final SharedLedger ledger = new SharedLedger(database);
  private final SandboxCluster cluster = new SandboxCluster(Clock.systemUTC());
  private final SandboxApiServer api = new SandboxApiServer(cluster, Optional.empty());

  @BeforeEach
  void deploy() throws Exception {
    open.add(cluster);
    open.add(api);
    for (String workload : List.of("orders", "pricing")) {
      cluster.deploy("shop", workload, 2, PodTemplate.of(workload));
    }
    pods("orders");
    pods("pricing");
  }

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void another_one_finishes_what_a_lost_one_was_at(Loss loss) throws Exception {
    for (int i = 0; i < REPLICAS; i++) {
      start("replica-" + i, folder.resolve("store"));
    }
    Replica first = replicas.get(0);
    PodRef sick = pods("orders").get(0);
    PodRef well = pods("orders").get(1);
    api.faults().breakExec("ls", StreamFault.HANG, 0);

    first.served().post(alert(sick));
    first.served().await("a capture to hang", () -> !api.faults().awaitsExec("ls"));
    Replica lost = with(ledger.worker().orElseThrow());
    Instant when = Instant.now();
    loss.happen(lost);

    Replica witness = replicas.stream().filter(one -> one != lost).findFirst().orElseThrow();
    witness.served().await("another one to go on", () -> ledger.wentOn(when).isPresent());
    System.out.printf(
        "%s: went on after %d ms%n",
        loss, Duration.between(when, ledger.wentOn(when).orElseThrow()).toMillis());
    witness.served().await("the end", () -> ledger.closed() == 1);
    List<Replica> there = new ArrayList<>(replicas);
    if (loss.end(lost)) {
      lost.served().awaitReady();
    } else {
      there.remove(lost);
    }

    PodRef other = pods("pricing").get(0);
    threeAlertmanagersSay(alert(other), there);
    witness.served().await("the end of another one", () -> ledger.closed() == 2);
    assertEquals(List.of("healed", "healed"), ledger.outcomes());
    assertEquals(List.of(sick.uid(), other.uid()), ledger.terminations());
    assertEquals(Optional.empty(), ledger.faultOfAudit());
    assertEquals(1, pods("orders").stream().filter(well::equals).count());
  }

  @Test
  void evidence_that_was_lost_with_its_replica_is_taken_again() throws Exception {
    Path blocked = Files.createFile(folder.resolve("no-folder"));
    Replica lost = start("replica-0", blocked);
    PodRef sick = pods("orders").get(0);
    lost.served().post(alert(sick));
    lost.served().await("evidence that waits", () -> ledger.waitingEvidence() > 0);
    Replica witness = start("replica-1", folder.resolve("store"));
    witness.served().awaitReady();
    lost.served().kill();

    witness.served().await("the end", () -> ledger.closed() == 1);
    assertEquals(List.of("healed"), ledger.outcomes());
    assertEquals(List.of(sick.uid()), ledger.terminations());
    assertEquals(0, ledger.waitingEvidence());
  }

  private static void threeAlertmanagersSay(String alert, List<Replica> replicas)
      throws IOException {
    for (int alertmanager = 0; alertmanager < 3; alertmanager++) {
      for (Replica replica : replicas) {
        assertEquals(200, replica.served().post(alert).statusCode());
      }
    }
  }

  private Replica start(String name, Path store) throws Exception {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.writeString(home.resolve("rules.yaml"), RULES);
    Replica replica = Replica.start(home, database, SECTIONS.formatted(api.url(), store));
    open.add(replica);
    replicas.add(replica);
    replica.served().awaitReady();
    return replica;
  }

  private Replica with(String spool) throws IOException {
    for (Replica replica : replicas) {
      if (replica.spool().equals(spool)) {
        return replica;
      }
    }
    throw new AssertionError("no replica has the spool " + spool);
  }

  private List<PodRef> pods(String workload) throws Exception {
    return cluster.awaitReady("shop", "app=" + workload, 2, BOOT);
  }

  private static String alert(PodRef pod) {
    return """
        {"status":"firing","labels":{"alertname":"Sick","priority":"P0","namespace":"%s","pod":"%s"},\
        "annotations":{},"startsAt":"%s"}\
        """
        .formatted(pod.namespace(), pod.name(), Instant.now());
  }
}
