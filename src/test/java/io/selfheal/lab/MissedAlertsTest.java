package io.selfheal.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.ManualClock;
import io.selfheal.app.Configuration;
import io.selfheal.app.Responder;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.ledger.SqliteLedger;
import io.selfheal.sandbox.slack.SandboxSlack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Alertmanager tells only whom asks, and what it tells twice. */
class MissedAlertsTest {
  /** Nine decimals, which the webhook has and the API has not. */
  private final Instant began = Instant.now().minusSeconds(5).plusNanos(123_456_789);

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String ALERT =
      """
      {"labels": {"alertname": "%s", "priority": "%s", "namespace": "shop", "pod": "%s"},
       "startsAt": "%s", "endsAt": "%s"}""";
  private static final String SILENCE =
      """
      {"matchers": [{"name": "pod", "value": "%s", "isRegex": false}], "startsAt": "%s",
       "endsAt": "%s", "createdBy": "a test", "comment": "quiet"}""";
  private static final String INHIBITION =
      """

      inhibit_rules:
        - source_matchers: ['alertname = "NodeDown"']
          target_matchers: ['pod = "inhibited"']
      """;
  private static final String ANOTHER_RECEIVER =
      """
      routes:
          - receiver: self-heal-responder-2
            matchers: ['pod = "elsewhere"']
      """;

  @TempDir private Path folder;
  private Alertmanager alertmanager;
  private int port;
  private int operatorPort;

  @BeforeAll
  static void need() {
    Needs.alertmanager();
  }

  @BeforeEach
  void write() throws IOException {
    port = Ports.free();
    operatorPort = Ports.free();
    Files.writeString(folder.resolve("token"), "token-of-the-webhook");
    Files.copy(Path.of("config/rules.yaml"), folder.resolve("rules.yaml"));
  }

  @AfterEach
  void stop() throws Exception {
    if (alertmanager != null) {
      alertmanager.stop();
    }
  }

  @Test
  void what_fired_while_we_were_away_is_taken_in_once_though_the_webhook_brings_it_later()
      throws Exception {
    start(configured());
    alertmanager.send("[" + alert("P0", "away") + "]");
    during(
        Ports.free(),
        asking(),
        () -> {
          awaitMetric("selfheal_alertmanager_missed_total", 1);
        });
    assertEquals(List.of("away"), open());
    during(
        port,
        "",
        () -> {
          awaitMetric("selfheal_alerts_total{decision=\"duplicate\"}", 1);
        });
    assertEquals(List.of("away"), open());
  }

  @Test
  void what_the_webhook_brought_is_not_taken_in_again() throws Exception {
    start(configured());
    during(
        port,
        "",
        () -> {
          alertmanager.send("[" + alert("P0", "told") + "]");
          awaitMetric("selfheal_alerts_total{decision=\"queued\"}", 1);
        });
    during(
        Ports.free(),
        asking(),
        () -> {
          awaitAnotherRound();
          assertEquals(0, metric("selfheal_alertmanager_missed_total"));
        });
    assertEquals(List.of("told"), open());
  }

  @Test
  void what_a_notification_left_out_is_taken_in() throws Exception {
    start(configured().replace("max_alerts: 0", "max_alerts: 1"));
    String all = alert("P0", "a") + "," + alert("P0", "b") + "," + alert("P0", "c");
    alertmanager.send("[" + all + "]");
    during(port, "", () -> awaitMetric("selfheal_alerts_total{decision=\"queued\"}", 1));
    during(Ports.free(), asking(), () -> awaitMetric("selfheal_alertmanager_missed_total", 2));
    assertEquals(List.of("a", "b", "c"), open());
  }

  @Test
  void what_is_silenced_inhibited_or_another_receivers_is_not_taken_in() throws Exception {
    start(
        configured()
                .replaceFirst("routes:\n", ANOTHER_RECEIVER)
                .replace("\nreceivers:\n", "\nreceivers:\n  - name: self-heal-responder-2\n")
            + INHIBITION);
    alertmanager.silence(
        SILENCE.formatted("silenced", Instant.now(), Instant.now().plusSeconds(600)));
    alertmanager.send(
        "["
            + String.join(
                ",",
                alert("P0", "ours"),
                alert("P0", "silenced"),
                alert("P0", "inhibited"),
                alert("P0", "elsewhere"),
                alert("P2", "of-people"),
                alert("NodeDown", "P2", "node"))
            + "]");
    during(
        Ports.free(),
        asking(),
        () -> {
          awaitMetric("selfheal_alertmanager_missed_total", 1);
          awaitAnotherRound();
          assertEquals(1, metric("selfheal_alertmanager_missed_total"));
        });
    assertEquals(List.of("ours"), open());
  }

  @Test
  void a_watchdog_that_stays_away_is_told_and_one_that_comes_opens_no_incident() throws Exception {
    Files.writeString(
        folder.resolve("rules.yaml"),
        "rules: [{ name: all, when: { alertname: { matches: '.*' } }, then: terminate }]\n");
    Files.writeString(folder.resolve("slack.token"), "xoxb-of-the-tests");
    ManualClock clock = new ManualClock(Instant.now());
    start(configured());
    try (SandboxSlack slack =
        SandboxSlack.start("xoxb-of-the-tests", Clock.systemUTC(), List.of("#self-heal"))) {
      String more = asking() + "watchdog: {}\n" + telling(slack);
      during(responder(port, more, clock), () -> watchdogIsMissedAndComes(clock, slack));
    }
    assertEquals(List.of(), open());
  }

  private void watchdogIsMissedAndComes(ManualClock clock, SandboxSlack slack) throws Exception {
    clock.advance(Duration.ofMinutes(15));
    Eventually.isTrue("an alarm", () -> said(slack).equals(List.of("No alerts reach")));
    alertmanager.send("[" + alert("Watchdog", "none", "") + "]");
    List<String> both = List.of("No alerts reach", "Alerts reach");
    Eventually.isTrue("its end", () -> said(slack).equals(both));
    assertEquals(0, metric("selfheal_watchdog_age_seconds"));
  }

  /** What is to be seen while a responder serves. */
  private interface Scenario {
    void play() throws Exception;
  }

  private void during(int webhookPort, String more, Scenario scenario) throws Exception {
    during(responder(webhookPort, more, Clock.systemUTC()), scenario);
  }

  private static void during(Responder responder, Scenario scenario) throws Exception {
    try (responder) {
      scenario.play();
    }
  }

  private void start(String yaml) throws Exception {
    alertmanager = Alertmanager.start(folder, yaml);
  }

  /** The shipped configuration, which sends to the port that is ours when we listen. */
  private String configured() throws IOException {
    URI webhook = URI.create("http://127.0.0.1:" + port + "/alert");
    return Alertmanager.config(webhook, folder.resolve("token"));
  }

  private String alert(String priority, String pod) {
    return alert("JvmMemoryHigh", priority, pod);
  }

  private String alert(String name, String priority, String pod) {
    return ALERT.formatted(name, priority, pod, began, Instant.now().plusSeconds(600));
  }

  private Responder responder(int webhookPort, String more, Clock clock) throws IOException {
    String yaml =
        """
        namespaces: [shop]
        listen: { host: 127.0.0.1, port: %d, bearerTokenFiles: [FOLDER/token] }
        operator: { host: 127.0.0.1, port: %d, metrics: open }
        kubernetes: { server: 'http://127.0.0.1:9', tokenFile: FOLDER/token }
        ledger: { file: FOLDER/ledger.db }
        spool: { folder: FOLDER/spool, mayBeVolatile: true }
        store: { folder: FOLDER/store }
        shutdownGrace: 1s
        """
            .formatted(webhookPort, operatorPort);
    Path file = folder.resolve("responder.yaml");
    Files.writeString(file, (yaml + more).replace("FOLDER", folder.toString()));
    Configuration configuration = Configuration.load(file, Map.of());
    assertEquals(List.of(), configuration.problems());
    return Responder.start(configuration, clock);
  }

  private String asking() {
    return "alertmanager: { urls: ['%s'], receiver: self-heal-responder, every: 1s }\n"
        .formatted(alertmanager.url());
  }

  private static String telling(SandboxSlack slack) {
    return "slack: { tokenFile: FOLDER/slack.token, apiUrl: '%s', defaultChannel: '#self-heal' }\n"
        .formatted(slack.apiUrl());
  }

  private static List<String> said(SandboxSlack slack) {
    return slack.messages().stream()
        .map(
            message ->
                message.newest().text().replaceFirst("^\\W+", "").replaceFirst(" the .*", ""))
        .toList();
  }

  /** The pods of the incidents that the ledger holds. */
  private List<String> open() {
    try (Ledger ledger = SqliteLedger.open(folder.resolve("ledger.db"), Clock.systemUTC())) {
      return ledger.open().stream()
          .map(incident -> incident.origin().alert().labels().get("pod").orElseThrow())
          .sorted()
          .toList();
    }
  }

  private void awaitMetric(String name, double value) throws Exception {
    Eventually.isTrue(name + " at " + value, () -> metric(name) == value);
  }

  /** Two rounds more: one of them began after now. */
  private void awaitAnotherRound() throws Exception {
    for (int i = 0; i < 2; i++) {
      double before = metric("selfheal_alertmanager_success_seconds");
      Eventually.isTrue("a round", () -> metric("selfheal_alertmanager_success_seconds") > before);
    }
  }

  /** As it is scraped; not a number while there is none of that name. */
  private double metric(String name) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + operatorPort + "/metrics");
    String all = CLIENT.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    return all.lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }
}
