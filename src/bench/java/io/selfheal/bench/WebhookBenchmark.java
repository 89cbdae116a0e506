package io.selfheal.bench;

import io.selfheal.incident.ledger.PostgresConfig;
import io.selfheal.incident.ledger.PostgresOfTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * 10,000 alerts in one notification, then 2,000 notifications of one alert a second for 10 s, on a
 * fresh ledger and a JVM that has served nothing yet.
 */
final class WebhookBenchmark implements Benchmark {
  private static final String OPTIONS = "-Xmx512m";
  private static final int BURST = 10_000;
  private static final int RATE = Integer.getInteger("bench.rate", 2_000);
  private static final int SECONDS = 10;
  private static final int POLL_MILLIS = 100;
  private static final double MEGA = 1e6;

  private final boolean shared;

  /**
   * @param shared a ledger in PostgreSQL, which syncs each commit, instead of a file
   */
  WebhookBenchmark(boolean shared) {
    this.shared = shared;
  }

  @Override
  public void run(Figures figures) throws Exception {
    try (Scratch scratch = Scratch.create()) {
      String rules = Files.readString(Path.of("config", "rules.yaml"));
      Ledger ledger = shared ? postgresql() : sqlite(scratch);
      try (Serve serve = Serve.start(scratch, rules, Serve.NO_CLUSTER, ledger.section(), OPTIONS)) {
        serve.awaitReady();
        Quiet.await();
        burst(figures, serve);
        awaitClosed(serve);
        Quiet.await();
        stream(figures, serve);
        figures.say("alerts counted by /metrics: %.0f", serve.metric("selfheal_alerts_total", ""));
      }
      figures.say("alerts in the ledger: %d", alertsIn(ledger));
    }
  }

  /**
   * @param section of responder.yaml
   * @param url by which it is read
   */
  private record Ledger(String section, String url) {}

  private static Ledger sqlite(Scratch scratch) {
    Path file = scratch.folder().resolve("ledger").resolve("ledger.db");
    return new Ledger("{ file: " + file + " }", "jdbc:sqlite:" + file);
  }

  private static Ledger postgresql() {
    PostgresConfig server = PostgresOfTests.database();
    int port = server.hosts().get(0).port();
    return new Ledger(
        "{ postgresql: { hosts: ['localhost:%d'], database: %s, user: %s, tls: disable } }"
            .formatted(port, server.database(), server.user()),
        "jdbc:postgresql://localhost:%d/%s?user=%s"
            .formatted(port, server.database(), server.user()));
  }

  private static void burst(Figures figures, Serve serve) throws IOException {
    String body = Payloads.notification(0, BURST);
    try (KeptConnection connection = serve.connection()) {
      long begun = System.nanoTime();
      int status = connection.post(body);
      figures.say(
          "%d alerts in one POST of %.1f MB: answered with %d after %.2f s",
          BURST, body.getBytes(StandardCharsets.UTF_8).length / MEGA, status, Seconds.since(begun));
    }
  }

  /** Every alert of the burst has become an incident, which is refused and closed in its turn. */
  private static void awaitClosed(Serve serve) throws IOException, InterruptedException {
    while (serve.metric("selfheal_incidents_total", "") < BURST) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static void stream(Figures figures, Serve serve) throws InterruptedException {
    OpenLoad load = new OpenLoad(serve, BURST, RATE, RATE * SECONDS);
    long begun = System.nanoTime();
    load.run();
    Samples latencies = load.latencies();
    figures.say(
        "%d single alerts due in %d s: %d answered with 200, the last after %.1f s",
        RATE * SECONDS, SECONDS, load.accepted(), Seconds.since(begun));
    figures.say(
        "latency from the moment each was due: p50 %.1f ms, p99 %.1f ms, largest %.1f ms",
        latencies.median(), latencies.quantile(0.99), latencies.largest());
  }

  private static long alertsIn(Ledger ledger) throws SQLException {
    try (var connection = DriverManager.getConnection(ledger.url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM alert")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
