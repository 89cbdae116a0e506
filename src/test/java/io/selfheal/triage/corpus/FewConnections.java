package io.selfheal.triage.corpus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two of ten requests keep both connections of a pool for a long report. */
final class FewConnections {
  private FewConnections() {}

  /** A pool as people write it themselves. */
  private static final class Connections {
    private final Deque<Object> free = new ArrayDeque<>();

    Connections(int size) {
      for (int i = 0; i < size; i++) {
        free.add(new Object());
      }
    }

    synchronized Object borrow() {
      while (free.isEmpty()) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return free.poll();
    }

    synchronized void giveBack(Object connection) {
      free.add(connection);
      notifyAll();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    Connections connections = new Connections(sick ? 2 : 20);
    ExecutorService requests = Executors.newFixedThreadPool(10);
    for (int i = 0; i < 10; i++) {
      boolean report = sick && i < 2;
      requests.execute(() -> serve(connections, report));
    }
    Thread.sleep(300);
    CorpusProgram.ready();
  }

  private static void serve(Connections connections, boolean report) {
    while (true) {
      Object connection = connections.borrow();
      query(report);
      connections.giveBack(connection);
      Pause.millis(20);
    }
  }

  private static void query(boolean report) {
    Pause.millis(report ? 600_000 : 5);
  }
}
