package io.selfheal.notification.slack.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of Socket Mode. It has ended for us as soon as Slack announces that it will close
 * it, and goes on to acknowledge what still comes until it is closed.
 */
final class SocketConnection implements WebSocket.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(SocketConnection.class);
  private static final int MOST_CHARACTERS = 256 * 1024;

  private final Reception reception;
  private final Runnable connected;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean heard = new AtomicBoolean(true);
  private final StringBuilder message = new StringBuilder();
  private CompletableFuture<WebSocket> sends = CompletableFuture.completedFuture(null);
  private volatile WebSocket socket;

  /**
   * @param connected is run when Slack has said hello
   */
  SocketConnection(Reception reception, Runnable connected) {
    this.reception = reception;
    this.connected = connected;
  }

  /** Throws when there is no connection within the deadline. */
  void open(HttpClient http, URI address, Duration deadline)
      throws IOException, InterruptedException {
    CompletableFuture<WebSocket> opening =
        http.newWebSocketBuilder().connectTimeout(deadline).buildAsync(address, this);
    try {
      socket = opening.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unreachable(e.getCause());
    } catch (TimeoutException e) {
      opening.cancel(true);
      throw unreachable(e);
    }
  }

  /** The cause's own text may have the address in it. */
  private static IOException unreachable(Throwable cause) {
    return new IOException("Cannot connect to Slack: " + cause.getClass().getSimpleName());
  }

  boolean ended(Duration wait) throws InterruptedException {
    return ended.await(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whoever has sent nothing since the last look, not even the answer to its ping, is gone. */
  void look() {
    if (heard.getAndSet(false)) {
      var unused = socket.sendPing(ByteBuffer.allocate(0));
    } else {
      close();
    }
  }

  void close() {
    ended.countDown();
    if (socket != null) {
      socket.abort();
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    heard.set(true);
    message.append(data);
    if (message.length() > MOST_CHARACTERS) {
      LOG.atWarn().log("Slack's message is too long; connecting anew");
      ended.countDown();
      from.abort();
    } else if (last) {
      String whole = message.toString();
      message.setLength(0);
      take(from, Press.parsed(whole));
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer data) {
    heard.set(true);
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
    heard.set(true);
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    ended.countDown();
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    ended.countDown();
  }

  private void take(WebSocket from, JsonNode message) {
    switch (message.path("type").asText()) {
      case "hello" -> connected.run();
      case "disconnect" -> ended.countDown();
      default -> hear(from, message);
    }
  }

  /** What is not acknowledged, Slack reports to whoever pressed. */
  private void hear(WebSocket from, JsonNode envelope) {
    String id = envelope.path("envelope_id").asText();
    var unused =
        reception
            .take(envelope.path("payload"))
            .thenAccept(
                heard -> {
                  if (heard && !id.isEmpty()) {
                    acknowledge(from, id);
                  }
                });
  }

  /** One after the other: a WebSocket takes no second text while it sends the first. */
  private synchronized void acknowledge(WebSocket from, String id) {
    String answer = JsonNodeFactory.instance.objectNode().put("envelope_id", id).toString();
    sends = sends.exceptionally(e -> from).thenCompose(sent -> from.sendText(answer, true));
  }
}
