package io.selfheal.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.selfheal.access.Authenticator;
import io.selfheal.access.HealthRoutes;
import io.selfheal.access.HttpPort;
import io.selfheal.access.HttpProblem;
import io.selfheal.access.Readiness;
import io.selfheal.console.OperatorConfig.MetricsAccess;

/** The operator's port: {@code /metrics}, and the probes. */
public final class OperatorServer implements AutoCloseable {
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final OperatorConfig config;
  private final Authenticator authenticator;
  private final Metrics metrics;
  private final HealthRoutes health;
  private final HttpPort port;

  public OperatorServer(OperatorConfig config, Metrics metrics, Readiness readiness) {
    this.config = config;
    this.authenticator = new Authenticator(config.credentials());
    this.metrics = metrics;
    this.health = new HealthRoutes(readiness);
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
  }

  private void metrics(Context context) {
    if (config.metrics() == MetricsAccess.AUTHENTICATED) {
      authenticate(context);
    }
    context.contentType(TEXT_FORMAT).result(metrics.scrape());
  }

  private void authenticate(Context context) {
    if (!config.credentials().required()) {
      throw new HttpProblem(
          403,
          "Nobody may read this: operator.bearerTokenFiles, operator.basic or operator.metrics: open"
              + " would allow it");
    }
    if (!authenticator.admits(context.header("Authorization"))) {
      throw HttpProblem.unauthorized(authenticator);
    }
  }
}
