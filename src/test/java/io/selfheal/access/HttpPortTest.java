package io.selfheal.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpPortTest {
  private static final int FAILSAFE_MILLIS = 30_000;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpPort port = new HttpPort(config(0), this::addRoutes);

  @BeforeEach
  void start() {
    port.start();
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void headers_that_do_not_end_are_cut() throws Exception {
    assertEquals("", raw("GET /healthz HTTP/1.1\r\nHost: x\r\nX: "));
  }

  @Test
  void headers_that_are_too_long_are_a_problem() throws Exception {
    String answer = raw("GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(9_000) + "\r\n\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 431 "), answer);
    assertTrue(answer.contains("Content-Type: application/problem+json"), answer);
    assertTrue(answer.contains("\"status\":431"), answer);
  }

  @Test
  void what_is_no_http_is_a_problem() throws Exception {
    String answer = raw("nonsense\r\n\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(answer.contains("\"status\":400"), answer);
  }

  @Test
  void what_goes_wrong_by_surprise_is_ours_and_says_no_more() throws Exception {
    String answer = get("/surprise");

    assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
    assertTrue(answer.contains("This is our mistake, and it is logged"), answer);
  }

  @Test
  void an_answer_tells_no_version() throws Exception {
    String answer = get("/healthz");

    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(!answer.contains("Jetty") && !answer.contains("Server:"), answer);
  }

  @Test
  void a_port_that_is_taken_is_said_so() {
    try (HttpPort second = new HttpPort(config(port.port()), routes -> {})) {
      AccessException e = assertThrows(AccessException.class, second::start);

      assertTrue(e.getMessage().startsWith("Cannot listen on 127.0.0.1:"), e.getMessage());
    }
  }

  @Test
  void closing_lets_what_is_under_way_be_answered() throws Exception {
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> get("/slow"));
    begun.await();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(port::close);
    end.countDown();

    assertTrue(answer.get().startsWith("HTTP/1.1 200 "), answer.get());
    closing.get();
  }

  private void addRoutes(RoutesConfig routes) {
    new HealthRoutes(List::of).addTo(routes);
    routes.get("/slow", context -> slow());
    routes.get(
        "/surprise",
        context -> {
          throw new IllegalStateException("with the secret in it");
        });
  }

  private void slow() throws InterruptedException {
    begun.countDown();
    end.await();
  }

  private String get(String path) {
    try {
      return raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String raw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
      socket.setSoTimeout(FAILSAFE_MILLIS);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static PortConfig config(int port) {
    return new PortConfig("127.0.0.1", port, 8, Duration.ofMillis(200), Duration.ofMinutes(5));
  }
}
