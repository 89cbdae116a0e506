package io.selfheal.webhook.alertmanager;

import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Access;
import io.selfheal.webhook.alertmanager.AlertmanagerConfig.Bounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that gives prepared answers in Alertmanager's place, one for each question. */
final class AskedAlertmanager implements AutoCloseable {
  static final String RECEIVER = "self-heal-responder";

  /** As Alertmanager 0.25 answers, but for the name of the pod and the start. */
  private static final String ALERT =
      """
      {"annotations":{"summary":"The heap is full"},"endsAt":"2026-11-21T02:50:12.123Z",\
      "receivers":[{"name":"%3$s"},{"name":"people"}],"startsAt":"%2$s",\
      "status":{"inhibitedBy":[],"silencedBy":[],"state":"%4$s"},\
      "updatedAt":"2026-11-21T02:45:12.123Z","generatorURL":"http://127.0.0.1:9/never",\
      "labels":{"alertname":"JvmMemoryHigh","priority":"P0","namespace":"shop","pod":"%1$s"}}""";

  private final MockWebServer server = new MockWebServer();

  AskedAlertmanager() {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String alert(String pod) {
    return alert(pod, "2026-11-21T02:45:12.123Z", RECEIVER, "active");
  }

  static String alert(String pod, String startsAt, String receiver, String state) {
    return ALERT.formatted(pod, startsAt, receiver, state);
  }

  void lists(String... alerts) {
    answers(200, Stream.of(alerts).collect(Collectors.joining(",", "[", "]")));
  }

  void answers(int status, String body) {
    answers(new MockResponse.Builder().code(status).body(body).build());
  }

  void answers(MockResponse answer) {
    server.enqueue(answer);
  }

  MockWebServer server() {
    return server;
  }

  /** The next question that was asked. */
  RecordedRequest question() throws InterruptedException {
    return server.takeRequest();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getPort() + "/");
  }

  AlertmanagerConfig config() {
    return config(Access.OPEN, Bounds.DEFAULT, url());
  }

  static AlertmanagerConfig config(Access access, Bounds bounds, URI... urls) {
    return new AlertmanagerConfig(List.of(urls), RECEIVER, Duration.ofMinutes(5), access, bounds);
  }

  @Override
  public void close() {
    server.close();
  }
}
