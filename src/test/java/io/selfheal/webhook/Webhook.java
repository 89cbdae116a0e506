package io.selfheal.webhook;

import io.selfheal.access.Credentials;
import io.selfheal.access.PortConfig;
import io.selfheal.evidence.Verification;
import io.selfheal.incident.Receipt;
import io.selfheal.rules.ApprovalNeed;
import io.selfheal.rules.Condition;
import io.selfheal.rules.EvidenceDemand;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.Limits;
import io.selfheal.rules.Mode;
import io.selfheal.rules.RemoveBy;
import io.selfheal.rules.Response;
import io.selfheal.rules.Rule;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.TextMatcher;
import io.selfheal.rules.Then;
import io.selfheal.rules.WhenEvidenceFails;
import io.selfheal.webhook.WebhookConfig.Bounds;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A webhook on a port of its own over loopback, with a client and an inbox in memory. */
final class Webhook implements AutoCloseable {
  static final String MINIMAL =
      """
      {"alerts":[{"labels":{"alertname":"JvmMemoryHigh","priority":"P0","pod":"cart-0",\
      "namespace":"shop","techteam":"payments"}}]}""";

  private static final int FAILSAFE_MILLIS = 30_000;

  final FakeInbox inbox = new FakeInbox();
  final List<Receipt> heard = Collections.synchronizedList(new ArrayList<>());
  final List<String> missing = Collections.synchronizedList(new ArrayList<>());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final WebhookServer server;

  private Webhook(Credentials credentials, Bounds bounds, Duration idle) {
    PortConfig port = new PortConfig("127.0.0.1", 0, 16, Duration.ofSeconds(10), idle);
    this.server =
        new WebhookServer(
            new WebhookConfig(port, credentials, bounds),
            inbox,
            rules(),
            heard::add,
            () -> List.copyOf(missing));
    server.start();
  }

  static Webhook open() {
    return open(Credentials.NONE);
  }

  static Webhook open(Credentials credentials) {
    return new Webhook(credentials, Bounds.DEFAULT, Duration.ofSeconds(30));
  }

  static Webhook bounded(Bounds bounds) {
    return new Webhook(Credentials.NONE, bounds, Duration.ofSeconds(30));
  }

  static Webhook impatient(Duration idle) {
    return new Webhook(Credentials.NONE, Bounds.DEFAULT, idle);
  }

  static RuleBook rules() {
    Condition memory =
        new Condition(
            Optional.of(TextMatcher.of(TextMatcher.Kind.EQUALS, "P0", false)),
            Optional.of(TextMatcher.of(TextMatcher.Kind.CONTAINS, "memory", false)),
            Map.of());
    Response response =
        new Response(
            new EvidenceDemand(
                List.of(), Optional.empty(), Verification.FULL, WhenEvidenceFails.KEEP),
            Then.TERMINATE,
            RemoveBy.EVICT,
            ApprovalNeed.NONE);
    Rule rule = new Rule("memory-pressure", memory, Mode.ENFORCE, response, Limits.DEFAULT);
    return new RuleBook(LabelNames.DEFAULT, List.of(rule));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String json) throws Exception {
    return post(BodyPublishers.ofString(json));
  }

  HttpResponse<String> post(BodyPublisher body) throws Exception {
    return send(request("/alert").header("Content-Type", "application/json").POST(body));
  }

  HttpResponse<String> postWith(String authorization) throws Exception {
    return send(
        request("/alert")
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(MINIMAL)));
  }

  /** Sends bytes as they are and reads until the server closes the connection. */
  String raw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(FAILSAFE_MILLIS);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Webhook.class.getResourceAsStream("/alertmanager/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
