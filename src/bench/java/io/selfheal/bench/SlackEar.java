package io.selfheal.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes every message as Slack would, and notes when those came that have these words. */
final class SlackEar implements AutoCloseable {
  private static final byte[] TAKEN =
      "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.1\"}".getBytes(StandardCharsets.UTF_8);
  private static final int PATIENCE_SECONDS = 120;
  private static final int POLL_MILLIS = 50;

  private final HttpServer server;
  private final Path token;
  private final String words;
  private final Queue<Instant> heard = new ConcurrentLinkedQueue<>();

  private SlackEar(HttpServer server, Path token, String words) {
    this.server = server;
    this.token = token;
    this.words = words;
  }

  /**
   * @param scratch where it keeps a token that the responder needs
   */
  static SlackEar of(String words, Scratch scratch) throws IOException {
    Path token = Files.writeString(scratch.folder().resolve("slack-token"), "xoxb-bench");
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    SlackEar ear = new SlackEar(HttpServer.create(anyPort, 0), token, words);
    ear.server.createContext("/", ear::take);
    ear.server.start();
    return ear;
  }

  /** The section of responder.yaml that sends everything here. */
  String section() {
    return "slack: { tokenFile: %s, defaultChannel: bench, apiUrl: \"http://127.0.0.1:%d/\" }%n"
        .formatted(token, server.getAddress().getPort());
  }

  /** When the first such message came of those after that. */
  Instant await(Instant after) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (Seconds.since(begun) < PATIENCE_SECONDS) {
      for (Instant at : heard) {
        if (at.isAfter(after)) {
          return at;
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException("Cannot measure: no message has the words " + words);
  }

  private void take(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (body.contains(words)) {
      heard.add(Instant.now());
    }
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(200, TAKEN.length);
    call.getResponseBody().write(TAKEN);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
