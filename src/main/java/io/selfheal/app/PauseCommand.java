package io.selfheal.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.app.OperatorClient.Reply;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code pause}: stop all action of the running responder, and of all who share its ledger. */
public final class PauseCommand implements Callable<Integer> {
  private final OptionSpec reason =
      OptionSpec.builder("--reason")
          .type(String.class)
          .paramLabel("TEXT")
          .defaultValue("")
          .description("why, for the audit and for whoever waits")
          .build();
  private final OperatorCommand operator;

  public PauseCommand(PrintStream out, PrintStream err) {
    this.operator = new OperatorCommand(out, err);
  }

  public CommandSpec spec() {
    return operator.addTo(
        Commands.command(
                "pause",
                this,
                "Stop all action of the running responder, also after a restart, until resume.")
            .addOption(reason));
  }

  @Override
  public Integer call() {
    Map<String, String> body = Map.of("by", operator.by(), "reason", reason.getValue());
    return operator.run(client -> client.post("/pause", body), this::paused);
  }

  private void paused(Reply reply) {
    operator.print("Paused " + words(reply.body()) + ". To go on: self-heal resume");
  }

  /** Who paused, since when and why. */
  static String words(JsonNode pause) {
    String why = pause.path("reason").asText();
    return "by "
        + pause.path("by").asText()
        + " since "
        + pause.path("since").asText()
        + (why.isEmpty() ? "" : " (" + why + ")");
  }
}
