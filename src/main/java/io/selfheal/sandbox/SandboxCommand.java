package io.selfheal.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.selfheal.app.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code sandbox}: the whole service on this machine. */
public final class SandboxCommand implements Callable<Integer> {
  private static final int NOT_ALL_TRUE = 1;

  private final OptionSpec once =
      Commands.flag("--once", "Play the three rules, check the result, and end.");

  private final OptionSpec port =
      OptionSpec.builder("--port")
          .type(int.class)
          .paramLabel("PORT")
          .defaultValue("0")
          .description("For alerts; default: any free one.")
          .build();

  private final OptionSpec folder =
      OptionSpec.builder("--folder")
          .type(Path.class)
          .paramLabel("FOLDER")
          .description("For the ledger and the dumps; default: a temporary one.")
          .build();

  public CommandSpec spec() {
    return Commands.command(
            "sandbox",
            this,
            "The whole service on this machine: an API server whose pods are real local JVMs,",
            "a Drive and a Slack on loopback, and the three rules that are shipped.")
        .addOption(once)
        .addOption(port)
        .addOption(folder);
  }

  @Override
  public Integer call() throws Exception {
    tellTheStoryOnly();
    try (Sandbox sandbox = Sandbox.start(place(), port.<Integer>getValue())) {
      Story story = new Story(sandbox, System.out);
      if (once.<Boolean>getValue()) {
        return story.play() ? 0 : NOT_ALL_TRUE;
      }
      story.invite();
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private Path place() throws IOException {
    Path asked = folder.getValue();
    return asked == null
        ? Files.createTempDirectory("self-heal-sandbox-")
        : Files.createDirectories(asked);
  }

  /** What the service logs of each step, the story says better. */
  private static void tellTheStoryOnly() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
  }
}
