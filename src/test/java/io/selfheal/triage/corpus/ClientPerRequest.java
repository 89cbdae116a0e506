package io.selfheal.triage.corpus;

import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.Deque;

/** Each request makes an HTTP client, whose selector thread lives as long as the client is held. */
final class ClientPerRequest {
  private static final Deque<HttpClient> HELD = new ArrayDeque<>();

  private ClientPerRequest() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    HELD.add(HttpClient.newHttpClient());
    CorpusProgram.daemon("requests", () -> requests(sick));
    Thread.sleep(2500);
    CorpusProgram.ready();
  }

  private static void requests(boolean sick) {
    for (int i = 0; i < 400; i++) {
      if (sick) {
        HELD.add(HttpClient.newHttpClient());
      }
      Pause.millis(50);
    }
  }
}
