package io.selfheal.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.selfheal.access.Authenticator;
import io.selfheal.access.HealthRoutes;
import io.selfheal.access.HttpPort;
import io.selfheal.access.HttpProblem;
import io.selfheal.access.Readiness;
import io.selfheal.console.OperatorConfig.MetricsAccess;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's port: {@code /metrics}, the probes, and what people decide: approvals and the kill
 * switch.
 */
public final class OperatorServer implements AutoCloseable {
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private static final Logger LOG = LoggerFactory.getLogger(OperatorServer.class);
  private static final String OPEN_METRICS = ", or operator.metrics: open,";

  private final OperatorConfig config;
  private final Authenticator authenticator;
  private final Metrics metrics;
  private final HealthRoutes health;
  private final ApprovalRoutes approvals;
  private final PauseRoutes pause;
  private final HttpPort port;

  /**
   * @param ledger where decisions are kept; may wait until it is open
   * @param wake tells whoever works on incidents that something was decided
   */
  public OperatorServer(
      OperatorConfig config,
      Metrics metrics,
      Readiness readiness,
      Supplier<? extends Ledger> ledger,
      Runnable wake) {
    this.config = config;
    this.authenticator = new Authenticator(config.credentials());
    this.metrics = metrics;
    this.health = new HealthRoutes(readiness);
    this.approvals = new ApprovalRoutes(ledger, wake);
    this.pause = new PauseRoutes(ledger);
    this.port = new HttpPort(config.port(), this::addRoutes);
  }

  /**
   * Throws {@link io.selfheal.access.AccessException} when the port cannot be had, or a configured
   * credential cannot be read.
   */
  public void start() {
    authenticator.check();
    port.start();
  }

  /** The port that is listened on. */
  public int port() {
    return port.port();
  }

  @Override
  public void close() {
    port.close();
  }

  private void addRoutes(RoutesConfig routes) {
    routes.get("/metrics", this::metrics);
    health.addTo(routes);
    approvals.addTo(routes, this::guarded);
    pause.addTo(routes, this::guarded);
    routes.exception(
        LedgerException.class,
        (e, context) -> {
          LOG.atError().setCause(e).log("The ledger does not do what an operator asks for");
          HttpProblem.unavailable("The ledger cannot do it now; nothing was done").answer(context);
        });
  }

  private void metrics(Context context) {
    if (config.metrics() == MetricsAccess.AUTHENTICATED) {
      authenticate(context, OPEN_METRICS);
    }
    context.contentType(TEXT_FORMAT).result(metrics.scrape());
  }

  private Handler guarded(Handler handler) {
    return context -> {
      authenticate(context, "");
      handler.handle(context);
    };
  }

  /**
   * @param orElse what else would allow it
   */
  private void authenticate(Context context, String orElse) {
    if (!config.credentials().required()) {
      throw new HttpProblem(
          403,
          "Nobody may do this: operator.bearerTokenFiles or operator.basic"
              + orElse
              + " would allow it");
    }
    if (!authenticator.admits(context.header("Authorization"))) {
      throw HttpProblem.unauthorized(authenticator);
    }
  }
}
