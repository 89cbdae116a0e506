package io.selfheal.triage.corpus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Workers send requests without a timeout, by the JDK's own client. */
final class HangingHttp {
  private static final String ANSWER = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private HangingHttp() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    CorpusProgram.daemon("peer", () -> serve(server, !sick));
    URI stock = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/stock");
    ExecutorService workers = Executors.newFixedThreadPool(10);
    for (int i = 0; i < 10; i++) {
      workers.execute(() -> work(stock));
    }
    Thread.sleep(1000);
    CorpusProgram.ready();
  }

  private static void serve(ServerSocket server, boolean answers) {
    while (true) {
      try {
        Socket client = server.accept();
        if (answers) {
          client.getInputStream().readNBytes(10);
          client.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
          client.close();
        }
      } catch (IOException e) {
        Pause.millis(1);
      }
    }
  }

  private static void work(URI stock) {
    while (true) {
      try {
        CLIENT.send(HttpRequest.newBuilder(stock).build(), BodyHandlers.discarding());
      } catch (IOException e) {
        Pause.millis(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      Pause.millis(200);
    }
  }
}
