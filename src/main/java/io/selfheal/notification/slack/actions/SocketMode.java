package io.selfheal.notification.slack.actions;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.slack.SlackMethods;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to Slack's Socket Mode, on a thread of its own, so that presses come in
 * without a port. Of several responders each may hold one: Slack brings a press to one of them.
 */
final class SocketMode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketMode.class);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 6;

  /** How often it is looked whether the other end lives. */
  private static final Duration LOOK = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "slack-socket");
  private final SlackMethods slack;
  private final Reception reception;
  private final Duration rest;
  private Optional<SocketConnection> open = Optional.empty();
  private volatile String trouble = "";
  private int failures;

  /**
   * @param slack with the app's token
   * @param rest after the first failure; it doubles with each
   */
  SocketMode(SlackMethods slack, Reception reception, Duration rest) {
    this.slack = slack;
    this.reception = reception;
    this.rest = rest;
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped.countDown();
    thread.interrupt();
    try {
      thread.join(CONNECT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (stopped.getCount() > 0) {
        stay();
        stopped.await(pause().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.ifPresent(SocketConnection::close);
    }
  }

  /** Connects, and returns when another connection is needed. */
  private void stay() throws InterruptedException {
    try {
      SocketConnection next = connect();
      open.ifPresent(SocketConnection::close);
      open = Optional.of(next);
      failures = lasts(next) ? 0 : failures + 1;
    } catch (NotificationException | IOException e) {
      failures++;
      failed(e.getMessage());
    } catch (RuntimeException e) {
      failures++;
      failed(e.toString());
    }
  }

  /** Waits for its end; whether it lived for a while. */
  private static boolean lasts(SocketConnection connection) throws InterruptedException {
    boolean lasted = false;
    while (!connection.ended(LOOK)) {
      connection.look();
      lasted = true;
    }
    return lasted;
  }

  /** Slack's address is good for one connection, and a secret. */
  private SocketConnection connect()
      throws NotificationException, IOException, InterruptedException {
    JsonNode answer = slack.call("apps.connections.open", Map.of(), "open Slack's Socket Mode");
    SocketConnection connection = new SocketConnection(reception, this::connected);
    connection.open(http, address(answer.path("url").asText()), CONNECT);
    return connection;
  }

  private URI address(String url) throws IOException {
    boolean good = url.startsWith("wss://") || (slack.plain() && url.startsWith("ws://"));
    try {
      if (good) {
        return new URI(url);
      }
    } catch (URISyntaxException e) {
      // falls through to the one answer for what is no address; its text would be repeated here
    }
    throw new IOException("Slack's answer has no address to connect to");
  }

  private void connected() {
    trouble = "";
    LOG.atInfo().log("Connected to Slack's Socket Mode");
  }

  private void failed(String why) {
    if (!why.equals(trouble) && stopped.getCount() > 0) {
      LOG.atError()
          .addKeyValue("why", why)
          .log(
              "Buttons in Slack are not heard; see that slack.appTokenFile has an app-level token"
                  + " with connections:write. It is tried again");
    }
    trouble = why;
  }

  /** Between half of it and all of it, so that several responders do not come in step. */
  private Duration pause() {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration most = rest.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    long millis = Math.min(most.toMillis(), LONGEST_REST.toMillis());
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }
}
