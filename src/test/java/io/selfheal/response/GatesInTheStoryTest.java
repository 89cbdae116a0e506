package io.selfheal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Receipt;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.NodeCount;
import io.selfheal.notification.Audience;
import io.selfheal.notification.Channels;
import io.selfheal.notification.Messenger;
import io.selfheal.notification.StormNews;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates as a whole response meets them, under the default limits where nothing else is said. */
class GatesInTheStoryTest {
  private static final Duration A_WHILE = Duration.ofMinutes(2);
  private static final int WORKLOADS = 15;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private Rig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new Rig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void three_sick_replicas_of_one_workload_are_healed_one_after_the_other() throws Exception {
    List<Receipt> receipts = new ArrayList<>();
    for (String pod : List.of("web-0", "web-1", "web-2")) {
      receipts.add(rig.alert(pod, AlertStatus.FIRING));
    }
    rig.run(A_WHILE);
    assertEquals(1, rig.cluster.removals.size());
    rig.run(Duration.ofMinutes(10));
    assertEquals(2, rig.cluster.removals.size());
    rig.run(Duration.ofMinutes(12));
    receipts.forEach(receipt -> assertEquals(Outcome.HEALED, conclusion(receipt).outcome()));
    assertEquals(3, rig.cluster.removals.size());
  }

  @Test
  void a_storm_takes_the_evidence_of_all_and_no_pod_until_it_is_over() throws Exception {
    List<Receipt> receipts = storm();
    HeardMessages heard = listen();
    rig.run(Duration.ofSeconds(299));
    assertEquals(2 * WORKLOADS, rig.evidence.taken.size());
    assertEquals(List.of(), rig.cluster.removals);
    receipts.forEach(receipt -> assertEquals("storm", deferral(receipt)));
    assertEquals(
        List.of(
            "#orders Storm: 8 incidents, no pod is removed",
            "#payments Storm: 7 incidents, no pod is removed"),
        heard.posts);

    rig.run(Duration.ofMinutes(10));
    assertEquals(5, rig.cluster.removals.size());
    assertEquals(2 * WORKLOADS, rig.evidence.taken.size());
    assertEquals(5, receipts.stream().filter(receipt -> healed(receipt)).count());
    assertEquals(2, heard.posts.stream().filter(post -> post.contains("Storm:")).count());
    assertTrue(heard.posts.size() <= 2 + WORKLOADS, () -> "" + heard.posts);
  }

  @Test
  void a_storm_is_not_forgotten_by_a_restart() throws Exception {
    List<Receipt> receipts = storm();
    rig.run(Duration.ofSeconds(60));
    rig.restart();
    Receipt late = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(200));
    assertEquals(List.of(), rig.cluster.removals);
    assertEquals("storm", deferral(receipts.get(0)));
    assertEquals("storm", deferral(late));
  }

  @Test
  void alerts_of_namespaces_that_are_not_named_are_no_storm() throws Exception {
    for (int i = 0; i < WORKLOADS; i++) {
      fire(new Rig.Patient("elsewhere", "app-" + i, "orders"));
    }
    rig.run(A_WHILE);
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertTrue(healed(receipt));
  }

  @Test
  void alerts_of_a_rule_that_only_observes_are_no_storm() throws Exception {
    rig.rules =
        """
        rules:
          - name: watched
            when: { labels: { techteam: watched } }
            capture: [thread-dump]
        """
            + Rig.RULES.replace("rules:\n", "");
    for (int i = 0; i < WORKLOADS; i++) {
      rig.cluster.deploy("shop", "app" + i);
      fire(new Rig.Patient("shop", "app" + i + "-0", "watched"));
    }
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertTrue(healed(receipt));
  }

  @Test
  void a_maintenance_window_is_waited_for() throws Exception {
    rig.safety =
        rig.safety + "\nmaintenance: [{ from: \"02:00\", to: \"03:10\", zone: Europe/Lisbon }]";
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(9));
    assertEquals("maintenance", deferral(receipt));
    assertEquals(List.of(), rig.evidence.asked);
    rig.run(A_WHILE);
    assertTrue(healed(receipt));
  }

  @Test
  void a_spent_budget_is_waited_for_until_there_is_room() throws Exception {
    rig.safety = rig.safety + "\nlimits: { perNamespace: 1/20m }";
    rig.cluster.deploy("shop", "cart");
    Receipt first = rig.alert("web-0", AlertStatus.FIRING);
    Receipt second = rig.alert("cart-0", AlertStatus.FIRING);
    rig.run(Duration.ofMinutes(19));
    assertTrue(healed(first));
    assertEquals("budget", deferral(second));
    rig.run(A_WHILE);
    assertTrue(healed(second));
  }

  @Test
  void trouble_that_comes_back_is_left_to_people_the_third_time() throws Exception {
    rig.safety = rig.safety + "\nlimits: { cooldown: 1m, incarnation: any }";
    List<Receipt> receipts = new ArrayList<>();
    for (String pod : List.of("web-0", "web-0-new", "web-0-new-new")) {
      receipts.add(rig.alert(pod, AlertStatus.FIRING, rig.clock.instant()));
      rig.run(Duration.ofMinutes(5));
      rig.clock.advance(Duration.ofMinutes(1));
    }
    assertTrue(healed(receipts.get(1)));
    assertEquals("escalation", conclusion(receipts.get(2)).reason().code());
    assertEquals(2, rig.cluster.removals.size());
  }

  @Test
  void a_meltdown_of_nodes_is_waited_for() throws Exception {
    rig.cluster.nodes = new NodeCount(10, 3);
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals("meltdown-nodes", deferral(receipt));
    assertEquals(List.of(), rig.evidence.asked);
    rig.cluster.nodes = new NodeCount(10, 2);
    rig.run(A_WHILE);
    assertTrue(healed(receipt));
  }

  @Test
  void an_api_server_that_erred_has_to_answer_a_whole_look_first() throws Exception {
    rig.cluster.errorsInARow = 3;
    Receipt receipt = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(Duration.ofSeconds(10));
    assertEquals("meltdown-api", deferral(receipt));
    rig.cluster.errorsInARow = 0;
    rig.run(A_WHILE);
    assertTrue(healed(receipt));
  }

  @Test
  void nodes_that_may_not_be_listed_are_no_matter_and_those_that_cannot_be_are() throws Exception {
    rig.cluster.nodeTrouble = new ClusterException(ClusterException.Reason.FORBIDDEN, "no");
    Receipt first = rig.alert("web-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertTrue(healed(first));
    rig.cluster.nodeTrouble = new ClusterException(ClusterException.Reason.TIMEOUT, "late");
    rig.cluster.deploy("shop", "cart");
    Receipt second = rig.alert("cart-0", AlertStatus.FIRING);
    rig.run(A_WHILE);
    assertEquals("cluster-timeout", deferral(second));
  }

  @Test
  void nodes_are_looked_at_once_in_five_seconds_for_all_incidents() throws Exception {
    storm();
    Instant before = rig.clock.instant();
    rig.run(Duration.ofSeconds(30));
    long seconds = Duration.between(before, rig.clock.instant()).toSeconds();
    assertTrue(rig.cluster.looksAtNodes <= 1 + seconds / 5, "" + rig.cluster.looksAtNodes);
  }

  /** One sick pod in each of 15 workloads, of two teams. */
  private List<Receipt> storm() {
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < WORKLOADS; i++) {
      rig.cluster.deploy("shop", "app" + i);
      receipts.add(fire(new Rig.Patient("shop", "app" + i + "-0", team(i))));
    }
    return receipts;
  }

  private static String team(int number) {
    return number % 2 == 0 ? "orders" : "payments";
  }

  private Receipt fire(Rig.Patient patient) {
    Instant startsAt = rig.clock.instant().minus(Duration.ofMinutes(2));
    return rig.alert(patient, AlertStatus.FIRING, startsAt);
  }

  private HeardMessages listen() {
    HeardMessages heard = new HeardMessages();
    Channels channels =
        new Channels(Map.of("orders", "#orders", "payments", "#payments"), "#others");
    Messenger messenger =
        new Messenger(
            rig.ledger,
            heard,
            new Audience(channels, rig.book()),
            new StormNews(rig.ledger, rig.limits().storm()),
            rig.clock);
    rig.everySecond = messenger::runOnce;
    return heard;
  }

  private boolean healed(Receipt receipt) {
    return rig.incident(receipt)
        .progress()
        .conclusion()
        .map(end -> end.outcome() == Outcome.HEALED)
        .orElse(false);
  }

  private String deferral(Receipt receipt) {
    return rig.incident(receipt).progress().deferral().orElseThrow().reason().code();
  }

  private Conclusion conclusion(Receipt receipt) {
    return rig.incident(receipt).progress().conclusion().orElseThrow();
  }
}
