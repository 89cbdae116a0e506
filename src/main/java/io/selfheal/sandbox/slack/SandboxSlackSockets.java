package io.selfheal.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsMessageContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Socket Mode: a ticket opens one connection, an envelope goes to one of the connections, and what
 * is not acknowledged within three seconds was not heard.
 */
final class SandboxSlackSockets {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration TO_CONNECT = Duration.ofSeconds(30);
  private static final String FORBIDDEN = "The ticket is not good";

  private final Set<String> tickets = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<String> connects = new LinkedBlockingQueue<>();
  private final List<WsConnectContext> open = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<Void>> sent = new ConcurrentHashMap<>();

  /** Good for one connection. */
  String ticket() {
    String ticket = UUID.randomUUID().toString();
    tickets.add(ticket);
    return ticket;
  }

  void configure(WsConfig config) {
    config.onConnect(this::connected);
    config.onMessage(this::acknowledged);
    config.onClose(closed -> open.removeIf(one -> one.sessionId().equals(closed.sessionId())));
  }

  /** Waits for the next connection that was not waited for yet. */
  void await() {
    try {
      if (connects.poll(TO_CONNECT.toMillis(), TimeUnit.MILLISECONDS) == null) {
        throw new IllegalStateException("Nobody connected within " + TO_CONNECT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int connections() {
    return open.size();
  }

  /** Whether the newest of the connections acknowledged it. */
  boolean deliver(JsonNode payload) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Void> answer = new CompletableFuture<>();
    sent.put(id, answer);
    ObjectNode envelope = JSON.createObjectNode();
    envelope
        .put("envelope_id", id)
        .put("type", "interactive")
        .put("accepts_response_payload", false);
    envelope.set("payload", payload);
    if (open.isEmpty()) {
      return false;
    }
    open.get(open.size() - 1).send(envelope.toString());
    return within(answer);
  }

  /** Announces the end of all connections, and leaves them open for now. */
  void announceEnd() {
    open.forEach(one -> one.send("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}"));
  }

  void closeAll() {
    open.forEach(one -> one.closeSession());
  }

  private void connected(WsConnectContext context) {
    if (!tickets.remove(String.valueOf(context.queryParam("ticket")))) {
      context.closeSession(1008, FORBIDDEN);
      return;
    }
    context.send("{\"type\":\"hello\",\"num_connections\":" + (open.size() + 1) + "}");
    open.add(context);
    connects.add(context.sessionId());
  }

  private void acknowledged(WsMessageContext context) {
    try {
      String id = JSON.readTree(context.message()).path("envelope_id").asText();
      CompletableFuture<Void> answer = sent.remove(id);
      if (answer != null) {
        answer.complete(null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean within(CompletableFuture<Void> answer) {
    try {
      answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
