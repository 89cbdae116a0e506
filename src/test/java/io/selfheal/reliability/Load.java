package io.selfheal.reliability;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Several senders, each with a connection, that post until the responder is gone. */
final class Load {
  private static final int SENDERS = 6;
  private static final int PATIENCE_SECONDS = 60;

  private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
  private final List<Future<Void>> senders = new ArrayList<>();
  private final AtomicBoolean endIsNear = new AtomicBoolean();
  private final AlertSource source;
  private final Acknowledgements acknowledged;

  private Load(AlertSource source, Acknowledgements acknowledged) {
    this.source = source;
    this.acknowledged = acknowledged;
  }

  static Load on(Served served, AlertSource source, Acknowledgements acknowledged) {
    Load load = new Load(source, acknowledged);
    for (int i = 0; i < SENDERS; i++) {
      load.senders.add(load.threads.submit(() -> load.send(served)));
    }
    load.threads.shutdown();
    return load;
  }

  /** To be said before the kill: until then every answer must be whole. */
  void expectEnd() {
    endIsNear.set(true);
  }

  /** Returns once no sender sends any more; throws what one of them found wrong. */
  void awaitEnd() throws ExecutionException, InterruptedException, TimeoutException {
    for (Future<Void> sender : senders) {
      sender.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Void send(Served served) throws IOException {
    List<SentAlert> notification = source.next();
    try {
      while (true) {
        acknowledge(notification, served.post(notification));
        notification = source.next();
      }
    } catch (IOException gone) {
      if (!endIsNear.get()) {
        throw gone;
      }
      source.again(notification);
      return null;
    }
  }

  private void acknowledge(List<SentAlert> notification, HttpResponse<String> answer)
      throws IOException {
    if (answer.statusCode() != 200) {
      throw new AssertionError("It answered " + answer.statusCode() + ": " + answer.body());
    }
    acknowledged.add(notification, answer.body());
  }
}
