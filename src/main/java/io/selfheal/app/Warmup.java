package io.selfheal.app;

import io.selfheal.access.HttpPort;
import io.selfheal.incident.ledger.SqliteLedger;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.LoggerFactory;

/**
 * Loads the large libraries on other cores, while the first reads the command line and the
 * configuration. Nothing depends on it but the time that a start takes: what fails here fails again
 * where it matters.
 */
public final class Warmup {
  private static final FutureTask<Void> LEDGER = new FutureTask<>(SqliteLedger::load, null);
  private static final FutureTask<Void> HTTP = new FutureTask<>(HttpPort::load, null);

  private Warmup() {}

  public static void begin() {
    start(
        () -> {
          LoggerFactory.getILoggerFactory();
          start(HTTP);
          LEDGER.run();
        });
  }

  /** Before the ledger is opened: no two threads load the same library at once. */
  static void ledger() {
    finish(LEDGER);
  }

  /** Before a port is made. */
  static void http() {
    finish(HTTP);
  }

  private static void start(Runnable loading) {
    Thread thread = new Thread(loading, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void finish(FutureTask<Void> loading) {
    loading.run();
    try {
      loading.get();
    } catch (ExecutionException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
