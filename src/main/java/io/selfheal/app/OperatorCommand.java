package io.selfheal.app;

import io.selfheal.access.AccessException;
import io.selfheal.app.OperatorClient.Reply;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import io.selfheal.console.OperatorConfig;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the commands to a running responder share. Of its configuration they read the section {@code
 * operator} alone: a mistake elsewhere must not keep anybody from pausing.
 */
final class OperatorCommand {
  static final int REFUSED = 1;
  static final int NOT_ASKED = 2;

  private final OptionSpec config = ConfigOptions.config();
  private final OptionSpec by =
      OptionSpec.builder("--by")
          .type(String.class)
          .paramLabel("NAME")
          .defaultValue("${sys:user.name}")
          .description("who decides, for the audit; default: the user of this process")
          .build();
  private final PrintStream out;
  private final PrintStream err;

  OperatorCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  CommandSpec addTo(CommandSpec command) {
    return command.addOption(config).addOption(by);
  }

  String by() {
    return by.getValue();
  }

  /** Asks, says what came of it, and gives the exit code. */
  int run(Function<OperatorClient, Reply> question, Consumer<Reply> print) {
    try {
      Reply reply = question.apply(new OperatorClient(read(config.getValue())));
      if (reply.done()) {
        print.accept(reply);
        return 0;
      }
      err.println(reply.text("detail"));
      return reply.refused() ? REFUSED : NOT_ASKED;
    } catch (AccessException e) {
      err.println(e.getMessage());
      return NOT_ASKED;
    }
  }

  int misused(String why) {
    err.println(why);
    return NOT_ASKED;
  }

  void print(String line) {
    out.println(line);
  }

  private static OperatorConfig read(Path file) {
    Problems problems = new Problems(file.toString());
    OperatorConfig read =
        OperatorConfig.read(ConfigFile.read(file.toAbsolutePath(), problems).section("operator"));
    List<Problem> found = problems.found();
    if (!found.isEmpty()) {
      throw new AccessException("Cannot ask the responder: " + found.get(0));
    }
    return read;
  }
}
