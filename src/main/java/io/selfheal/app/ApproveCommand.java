package io.selfheal.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.app.OperatorClient.Reply;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code approve}: answer what an incident asks, or list what is asked. */
public final class ApproveCommand implements Callable<Integer> {
  private final PositionalParamSpec incident =
      PositionalParamSpec.builder()
          .type(String.class)
          .arity("0..1")
          .paramLabel("INCIDENT")
          .description("whose question is answered; without it, all that is asked is listed")
          .build();
  private final OptionSpec deny =
      Commands.flag("--deny", "Keep the pod, instead of letting it be removed.");
  private final OperatorCommand operator;

  public ApproveCommand(PrintStream out, PrintStream err) {
    this.operator = new OperatorCommand(out, err);
  }

  public CommandSpec spec() {
    return operator.addTo(
        Commands.command(
                "approve",
                this,
                "Let the running responder remove the pod that an incident asks about.")
            .addPositional(incident)
            .addOption(deny));
  }

  @Override
  public Integer call() {
    Optional<String> id = Optional.ofNullable(incident.getValue());
    boolean denied = deny.<Boolean>getValue();
    if (id.isEmpty()) {
      return denied
          ? operator.misused("Cannot deny: it is not said what; name the incident")
          : operator.run(client -> client.get("/approvals"), this::list);
    }
    String path = "/approvals/" + OperatorClient.segment(id.get());
    Map<String, String> body =
        Map.of("decision", denied ? "keep" : "terminate", "by", operator.by());
    return operator.run(client -> client.post(path, body), this::decided);
  }

  private void list(Reply reply) {
    JsonNode approvals = reply.body().path("approvals");
    if (approvals.isEmpty()) {
      operator.print("Nothing is asked.");
    }
    approvals.forEach(this::list);
  }

  private void list(JsonNode approval) {
    operator.print(
        approval.path("incident").asText()
            + "  until "
            + approval.path("expiresAt").asText()
            + "  "
            + approval.path("question").asText());
  }

  private void decided(Reply reply) {
    boolean keep = reply.text("decision").equals("keep");
    operator.print(
        "Decided by "
            + reply.text("by")
            + ": pod "
            + reply.text("pod")
            + " (UID "
            + reply.text("podUid")
            + ") "
            + (keep ? "is kept." : "may be removed, if nothing else forbids it by now."));
    operator.print("The question was: " + reply.text("question"));
  }
}
