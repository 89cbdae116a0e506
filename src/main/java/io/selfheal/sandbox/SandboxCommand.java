package io.selfheal.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sandbox}: the whole service on this machine. */
@Command(
    name = "sandbox",
    description = {
      "The whole service on this machine: an API server whose pods are real local JVMs,",
      "a Drive and a Slack on loopback, and the three rules that are shipped."
    })
public final class SandboxCommand implements Callable<Integer> {
  private static final int NOT_ALL_TRUE = 1;

  @Option(names = "--once", description = "Play the three rules, check the result, and end.")
  private boolean once;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "For alerts; default: any free one.")
  private int port;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "For the ledger and the dumps; default: a temporary one.")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    tellTheStoryOnly();
    Path place =
        folder == null
            ? Files.createTempDirectory("self-heal-sandbox-")
            : Files.createDirectories(folder);
    try (Sandbox sandbox = Sandbox.start(place, port)) {
      Story story = new Story(sandbox, System.out);
      if (once) {
        return story.play() ? 0 : NOT_ALL_TRUE;
      }
      story.invite();
      new CountDownLatch(1).await();
    }
    return 0;
  }

  /** What the service logs of each step, the story says better. */
  private static void tellTheStoryOnly() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
  }
}
