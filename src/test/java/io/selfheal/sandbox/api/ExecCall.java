package io.selfheal.sandbox.api;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * An exec over a plain WebSocket, which keeps every frame as it came. Not with the JDK's client: it
 * misses the end of a connection now and then.
 */
final class ExecCall extends WebSocketListener {
  private static final OkHttpClient CLIENT = new OkHttpClient();
  private static final int ABNORMAL = 1006;

  private final List<byte[]> frames = new CopyOnWriteArrayList<>();
  private final Semaphore arrived = new Semaphore(0);
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile String closeReason = "";
  private volatile String protocol = "";
  private WebSocket socket;

  static ExecCall open(SandboxApiServer server, String pod, String... argv) {
    return open(server, pod, "", argv);
  }

  static ExecCall open(SandboxApiServer server, String pod, String container, String[] argv) {
    StringBuilder path = new StringBuilder("/api/v1/namespaces/" + pod.replace("/", "/pods/"));
    path.append("/exec?stdout=true&stderr=true&container=").append(container);
    for (String argument : argv) {
      path.append("&command=").append(URLEncoder.encode(argument, StandardCharsets.UTF_8));
    }
    List<String> protocols = List.of(Protocol.V5.token(), Protocol.V4.token());
    return open(server.url(), path.toString(), protocols);
  }

  static ExecCall open(URI server, String path, List<String> protocols) {
    Request request =
        new Request.Builder()
            .url(server + path)
            .header("Authorization", "Bearer " + RecordedCluster.TOKEN)
            .header("Sec-WebSocket-Protocol", String.join(", ", protocols))
            .build();
    ExecCall call = new ExecCall();
    call.socket = CLIENT.newWebSocket(request, call);
    return call;
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
  public void onOpen(WebSocket opened, Response response) {
    protocol = response.header("Sec-WebSocket-Protocol", "");
  }

  @Override
  public void onMessage(WebSocket from, ByteString bytes) {
    frames.add(bytes.toByteArray());
    arrived.release();
  }

  @Override
  public void onClosing(WebSocket from, int code, String reason) {
    closeReason = reason;
    closed.complete(code);
    from.close(code, null);
  }

  @Override
  public void onFailure(WebSocket from, Throwable cause, Response response) {
    closed.complete(ABNORMAL);
  }

  List<byte[]> frames() {
    return frames;
  }

  String protocol() {
    return protocol;
  }

  boolean ended() {
    return closed.isDone();
  }

  void hangUp() {
    socket.cancel();
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
