package io.selfheal.triage.corpus;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool that is polled with a timeout, as HikariCP and commons-pool do, and errors lose what was
 * borrowed.
 */
final class LostConnections {
  private static final LinkedBlockingDeque<Object> IDLE = new LinkedBlockingDeque<>();
  private static final AtomicInteger REQUESTS = new AtomicInteger();

  private LostConnections() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < 5; i++) {
      IDLE.add(new Object());
    }
    for (int i = 1; i <= 12; i++) {
      CorpusProgram.daemon("http-nio-8080-exec-" + i, () -> requests(sick));
    }
    Thread.sleep(1000);
    CorpusProgram.ready();
  }

  private static void requests(boolean sick) {
    while (true) {
      try {
        handle(sick);
      } catch (IllegalStateException e) {
        Pause.millis(1);
      }
      Pause.millis(10);
    }
  }

  private static void handle(boolean sick) {
    Object connection = getConnection(30);
    if (REQUESTS.incrementAndGet() % 10 == 0) {
      if (!sick) {
        IDLE.add(connection);
      }
      throw new IllegalStateException("no such order");
    }
    Pause.millis(2);
    IDLE.add(connection);
  }

  private static Object getConnection(long seconds) {
    try {
      Object connection = IDLE.pollFirst(seconds, TimeUnit.SECONDS);
      if (connection == null) {
        throw new IllegalStateException("no connection in " + seconds + " s");
      }
      return connection;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
