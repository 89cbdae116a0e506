package io.selfheal.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than it can take comes in: what it acknowledges it keeps, and its memory stays bounded. */
class OverloadIT {
  private static final int ALERTS = Integer.getInteger("storm.alerts", 20_000);
  private static final int OF_A_NOTIFICATION = 100;
  private static final int SENDERS = 16;
  private static final int SILENT = 10_000;
  private static final int MEBIBYTES = 512;
  private static final Duration AGAIN = Duration.ofMillis(200);

  @TempDir private Path folder;
  private TriedLedger ledger;
  private Served served;
  private final Acknowledgements acknowledged = new Acknowledgements();
  private final AtomicInteger notifications = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @BeforeEach
  void start() throws Exception {
    ledger = TriedLedger.sqlite(folder.resolve("ledger.db"));
    served = Served.start(folder, ledger);
    served.awaitReady();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void a_storm_is_acknowledged_or_told_to_come_again_in_bounded_memory() throws Exception {
    Instant begin = Instant.now();
    List<Duration> answers = new ArrayList<>();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    Callable<List<Duration>> sender = this::sendAll;
    for (Future<List<Duration>> sent :
        senders.invokeAll(IntStream.range(0, SENDERS).mapToObj(i -> sender).toList())) {
      answers.addAll(sent.get());
    }
    senders.shutdown();
    Duration took = Duration.between(begin, Instant.now());

    assertEquals(ALERTS, acknowledged.alerts());
    assertEquals(List.of(), acknowledged.brokenIn(ledger.content()));
    int resident = served.residentMebibytes();
    System.out.printf(
        "storm of %d alerts: %d s, %d told to come again; answers: %s; at most %d MiB resident%n",
        ALERTS, took.toSeconds(), refused.get(), percentiles(answers), resident);
    assertTrue(resident < MEBIBYTES, resident + " MiB");
  }

  @Test
  void ten_thousand_who_connect_and_say_nothing_keep_nobody_out() throws Exception {
    List<SocketChannel> silent = new ArrayList<>();
    List<Duration> answers = new ArrayList<>();
    try {
      for (int i = 0; i < SILENT; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port()));
        silent.add(channel);
      }
      for (int i = 0; i < 20; i++) {
        answers.add(send(List.of(new SentAlert(i + 1, AlertStatus.FIRING))));
      }
    } finally {
      for (SocketChannel channel : silent) {
        channel.close();
      }
    }
    System.out.println("beside 10,000 silent connections: " + percentiles(answers));
    assertEquals(List.of(), acknowledged.brokenIn(ledger.content()));
  }

  private List<Duration> sendAll() throws Exception {
    List<Duration> answers = new ArrayList<>();
    int first = notifications.getAndAdd(OF_A_NOTIFICATION);
    while (first < ALERTS) {
      answers.add(send(alerts(first + 1)));
      first = notifications.getAndAdd(OF_A_NOTIFICATION);
    }
    return answers;
  }

  /** How long the answer of 200 took, which is asked for again after a 503. */
  private Duration send(List<SentAlert> notification) throws Exception {
    Instant asked = Instant.now();
    HttpResponse<String> answer = post(notification);
    while (answer.statusCode() == 503) {
      refused.incrementAndGet();
      served.live(AGAIN);
      asked = Instant.now();
      answer = post(notification);
    }
    assertEquals(200, answer.statusCode(), answer.body());
    acknowledged.add(notification, answer.body());
    return Duration.between(asked, Instant.now());
  }

  /**
   * A server may close a connection that was idle; whoever posts by it asks once more, as Go does.
   */
  private HttpResponse<String> post(List<SentAlert> notification) throws IOException {
    try {
      return served.post(notification);
    } catch (IOException closed) {
      return served.post(notification);
    }
  }

  private static List<SentAlert> alerts(int first) {
    return IntStream.range(first, first + OF_A_NOTIFICATION)
        .mapToObj(number -> new SentAlert(number, AlertStatus.FIRING))
        .toList();
  }

  private static String percentiles(List<Duration> answers) {
    List<Duration> sorted = answers.stream().sorted().toList();
    return "median %d ms, 99th percentile %d ms"
        .formatted(
            sorted.get(sorted.size() / 2).toMillis(),
            sorted.get(sorted.size() * 99 / 100).toMillis());
  }
}
