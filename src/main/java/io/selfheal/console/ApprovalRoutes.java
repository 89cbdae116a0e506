package io.selfheal.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.selfheal.access.HttpProblem;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.incident.Approvals;
import io.selfheal.incident.Reason;
import io.selfheal.incident.SlackUser;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /approvals}: what people are asked, and {@code POST /approvals/{incident}}, which decides
 * it. A GET only shows.
 */
final class ApprovalRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ApprovalRoutes.class);

  private final Supplier<? extends Approvals> approvals;
  private final Runnable wake;

  /**
   * @param wake tells whoever waits that something was decided
   */
  ApprovalRoutes(Supplier<? extends Approvals> approvals, Runnable wake) {
    this.approvals = approvals;
    this.wake = wake;
  }

  /**
   * @param guarded lets only those through who may
   */
  void addTo(RoutesConfig routes, UnaryOperator<Handler> guarded) {
    routes.get("/approvals", guarded.apply(this::list));
    routes.get("/approvals/{incident}", guarded.apply(this::show));
    routes.post("/approvals/{incident}", guarded.apply(this::decide));
  }

  private void list(Context context) {
    Answers.write(context, approvals.get().openApprovals());
  }

  private void show(Context context) {
    Answers.write(context, asked(context));
  }

  private void decide(Context context) throws IOException {
    Order order = Order.of(context, "decision", "by", "podUid");
    Decision decision = decision(order);
    String by = by(order);
    Approval asked = asked(context);
    requireSame(order.optional("podUid"), asked);
    Optional<Reason> objection = approvals.get().decide(asked.incident(), decision, by);
    if (objection.isPresent()) {
      throw conflict(objection.get());
    }
    LOG.atInfo()
        .addKeyValue("incident", asked.incident())
        .addKeyValue("pod", asked.target().pod())
        .addKeyValue("decision", decision)
        .addKeyValue("by", by)
        .log("A question was decided");
    wake.run();
    Answers.write(context, asked(context));
  }

  /** What Slack proves must not be typed in here. */
  private static String by(Order order) {
    String by = order.required("by");
    if (SlackUser.imitated(by)) {
      throw new HttpProblem(400, "'by' must be a name without '(Slack': that is for Slack to say");
    }
    return by;
  }

  private static Decision decision(Order order) {
    return switch (order.required("decision")) {
      case "terminate" -> Decision.TERMINATE;
      case "keep" -> Decision.KEEP;
      default -> throw new HttpProblem(400, "'decision' must be terminate or keep");
    };
  }

  private Approval asked(Context context) {
    String incident = context.pathParam("incident");
    return approvals
        .get()
        .approval(incident)
        .orElseThrow(
            () ->
                new HttpProblem(404, "No incident of that id has asked anything; GET /approvals")
                    .with("reason", "approval-unknown"));
  }

  /** Whoever says which pod is meant is held to it. */
  private static void requireSame(Optional<String> podUid, Approval asked) {
    Optional<Reason> other = podUid.flatMap(asked::notAbout);
    if (other.isPresent()) {
      throw conflict(other.get());
    }
  }

  private static HttpProblem conflict(Reason reason) {
    return new HttpProblem(409, reason.sentence()).with("reason", reason.code());
  }
}
