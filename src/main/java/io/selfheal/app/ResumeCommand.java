package io.selfheal.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.app.OperatorClient.Reply;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code resume}: let a responder that was paused by {@code pause} act again. */
public final class ResumeCommand implements Callable<Integer> {
  private final OperatorCommand operator;

  public ResumeCommand(PrintStream out, PrintStream err) {
    this.operator = new OperatorCommand(out, err);
  }

  public CommandSpec spec() {
    return operator.addTo(Commands.command("resume", this, "End what the command pause began."));
  }

  @Override
  public Integer call() {
    return operator.run(client -> client.post("/resume", Map.of("by", operator.by())), this::said);
  }

  private void said(Reply reply) {
    JsonNode ended = reply.body().path("ended");
    operator.print(
        ended.isObject()
            ? "Resumed. It was paused " + PauseCommand.words(ended) + "."
            : "Nothing to resume: it was not paused by the command pause.");
  }
}
