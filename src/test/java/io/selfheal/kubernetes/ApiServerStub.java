package io.selfheal.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect.CloseSocket;
import mockwebserver3.SocketEffect.Stall;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** An API server that gives prepared answers, and a cluster that is connected to it. */
final class ApiServerStub implements AutoCloseable {
  static final String TOKEN = "s3cret-bearer-of-the-responder";
  private static final String UNKNOWN_PATH =
      "{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"no such path\",\"code\":404}";

  private final MockWebServer server = new MockWebServer();
  private final ConcurrentMap<String, MockResponse> answers = new ConcurrentHashMap<>();
  private final Path tokenFile;

  ApiServerStub(Path folder) {
    try {
      tokenFile = Files.writeString(folder.resolve("token"), TOKEN + "\n");
      server.setDispatcher(new Prepared());
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answer("GET", "/version", 200, Recording.load("version").body());
  }

  ApiServerCluster cluster() throws ClusterException {
    return cluster(Duration.ofSeconds(10));
  }

  ApiServerCluster cluster(Duration requestTimeout) throws ClusterException {
    return ApiServerCluster.connect(
        new ClusterConfig(
            Optional.empty(),
            Optional.of(URI.create("http://localhost:" + server.getPort())),
            Optional.of(tokenFile),
            Optional.empty(),
            requestTimeout));
  }

  void play(Recording recording) {
    String path = recording.url().encodedPath();
    if (recording.status() == 101) {
      upgrade(path, recording.protocol(), socket -> sendAll(socket, recording.frames()));
    } else {
      answer(recording.method(), path, recording.status(), recording.body());
    }
  }

  void answer(String method, String path, int status, String body) {
    var response = new MockResponse.Builder().code(status).body(body);
    answers.put(
        method + " " + path, response.setHeader("Content-Type", "application/json").build());
  }

  /** Sends about half of the body, and closes the connection. */
  void breakOff(String path, String body) {
    answers.put(
        "GET " + path,
        new MockResponse.Builder().body(body).onResponseBody(new CloseSocket()).build());
  }

  /** Takes the question and never says anything. */
  void silence(String path) {
    answers.put("GET " + path, new MockResponse.Builder().onResponseStart(Stall.INSTANCE).build());
  }

  void upgrade(String path, String protocol, Consumer<WebSocket> script) {
    var listener =
        new WebSocketListener() {
          @Override
          public void onOpen(WebSocket socket, Response response) {
            script.accept(socket);
          }
        };
    answers.put(
        "GET " + path,
        new MockResponse.Builder()
            .setHeader("Sec-WebSocket-Protocol", protocol)
            .webSocketUpgrade(listener)
            .build());
  }

  static void sendAll(WebSocket socket, List<ByteString> frames) {
    frames.forEach(socket::send);
    socket.close(1000, "");
  }

  /** The newest request; there must have been one. */
  RecordedRequest request() throws InterruptedException {
    return server.takeRequest();
  }

  int requests() {
    return server.getRequestCount();
  }

  @Override
  public void close() {
    server.close();
  }

  private final class Prepared extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String key = request.getMethod() + " " + request.getUrl().encodedPath();
      return answers.getOrDefault(
          key, new MockResponse.Builder().code(404).body(UNKNOWN_PATH).build());
    }
  }
}
