package io.selfheal.sandbox.api;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An exec over a plain WebSocket, which keeps every frame as it came. */
final class ExecCall implements WebSocket.Listener {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int ABNORMAL = 1006;

  private final List<byte[]> frames = new CopyOnWriteArrayList<>();
  private final Semaphore arrived = new Semaphore(0);
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private String closeReason = "";
  private WebSocket socket;

  /** Starts a command; throws {@link WebSocketHandshakeException} when there is no upgrade. */
  static ExecCall open(SandboxApiServer server, String pod, String... argv) {
    StringBuilder path = new StringBuilder("/api/v1/namespaces/" + pod.replace("/", "/pods/"));
    path.append("/exec?stdout=true&stderr=true");
    for (String argument : argv) {
      path.append("&command=").append(URLEncoder.encode(argument, StandardCharsets.UTF_8));
    }
    return open(server.url(), path.toString(), "v5.channel.k8s.io", "v4.channel.k8s.io");
  }

  static ExecCall open(URI server, String path, String protocol, String... others) {
    ExecCall call = new ExecCall();
    URI uri = URI.create("ws://" + server.getAuthority() + path);
    try {
      WebSocket socket =
          CLIENT
              .newWebSocketBuilder()
              .header("Authorization", "Bearer secret")
              .subprotocols(protocol, others)
              .buildAsync(uri, call)
              .join();
      call.socket = socket;
      return call;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        throw new Refused(refused.getResponse().statusCode());
      }
      throw e;
    }
  }

  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status) {
      super("no upgrade: " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  ExecCall await() throws Exception {
    closed.get(60, TimeUnit.SECONDS);
    return this;
  }

  void awaitFrames(int count) throws InterruptedException {
    if (!arrived.tryAcquire(count, 60, TimeUnit.SECONDS)) {
      throw new AssertionError("only " + frames.size() + " frames came");
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    partial.writeBytes(bytes);
    if (last) {
      frames.add(partial.toByteArray());
      partial.reset();
      arrived.release();
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    closeReason = reason;
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.complete(ABNORMAL);
  }

  List<byte[]> frames() {
    return frames;
  }

  String protocol() {
    return socket.getSubprotocol();
  }

  boolean ended() {
    return closed.isDone();
  }

  void hangUp() {
    socket.abort();
  }

  int closeCode() {
    return closed.join();
  }

  String closeReason() {
    return closeReason;
  }

  byte[] bytes(int channel) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frames.stream()
        .filter(frame -> frame[0] == channel)
        .forEach(frame -> all.write(frame, 1, frame.length - 1));
    return all.toByteArray();
  }

  String text(int channel) {
    return new String(bytes(channel), StandardCharsets.UTF_8);
  }
}
