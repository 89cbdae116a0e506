package io.selfheal.app;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** {@code serve}: take alerts and respond to them, until the process is told to stop. */
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
  private static final int CANNOT_START = 1;

  private final ConfigOptions options = new ConfigOptions();

  public CommandSpec spec() {
    return options.addTo(Commands.command("serve", this, "Take alerts and respond to them."));
  }

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = options.load();
    if (Report.mistakes(configuration, System.err)) {
      return CheckCommand.BAD_CONFIG;
    }
    Logging.addFile(System.getenv());
    crashOnSurprise();
    CountDownLatch stopped = new CountDownLatch(1);
    try {
      Responder responder = new Handover(configuration, Clock.systemUTC()).await();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(responder, stopped), "shutdown"));
    } catch (StartException e) {
      System.err.println(e.getMessage());
      return CANNOT_START;
    }
    stopped.await();
    return 0;
  }

  private static void stop(Responder responder, CountDownLatch stopped) {
    LOG.atInfo().log("Stopping");
    responder.close();
    stopped.countDown();
  }

  /**
   * A thread that died of an error leaves work undone; a process that died of it is started again,
   * and resumes.
   */
  private static void crashOnSurprise() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> {
          LOG.atError()
              .setCause(error)
              .addKeyValue("thread", thread.getName())
              .log("A thread died; ending, to be started again");
          Runtime.getRuntime().halt(CANNOT_START);
        });
  }
}
