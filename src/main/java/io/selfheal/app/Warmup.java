package io.selfheal.app;

import io.selfheal.access.HttpPort;
import io.selfheal.access.PortConfig;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.slf4j.LoggerFactory;

/**
 * Loads the libraries of logging and of HTTP on a second core, while the first reads the command
 * line and the configuration. Nothing depends on it but the time that a start takes.
 */
public final class Warmup {
  private static final PortConfig ANY =
      new PortConfig("127.0.0.1", 0, 8, Duration.ofSeconds(1), Duration.ofSeconds(1));
  private static final FutureTask<Void> LOADING = new FutureTask<>(Warmup::load, null);

  private Warmup() {}

  public static void begin() {
    Thread thread = new Thread(LOADING, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    LoggerFactory.getILoggerFactory();
    new HttpPort(ANY, routes -> {});
  }
}
