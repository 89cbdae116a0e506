package io.selfheal.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Servers on loopback that other processes open. */
final class Ports {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Ports() {}

  /** A port that was free a moment ago. */
  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits for a 200, as long as the server's process lives. */
  static void await(Process server, URI url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    Eventually.isTrue("200 from " + url, () -> !server.isAlive() || status(request) == 200);
    if (!server.isAlive()) {
      throw new AssertionError("The server at " + url + " ended with " + server.exitValue());
    }
  }

  static void post(URI url, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    int status = status(request);
    if (status != 200) {
      throw new IOException(url + " answered " + status);
    }
  }

  private static int status(HttpRequest request) throws InterruptedException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return -1;
    }
  }
}
