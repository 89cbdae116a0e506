package io.selfheal.webhook;

import io.javalin.config.RoutesConfig;
import io.selfheal.access.Authenticator;
import io.selfheal.access.HealthRoutes;
import io.selfheal.access.HttpPort;
import io.selfheal.access.Readiness;
import io.selfheal.incident.Inbox;
import io.selfheal.rules.RuleBook;

/** The port that alerts come in by: {@code POST /alert}, and the probes. */
public final class WebhookServer implements AutoCloseable {
  private final Authenticator authenticator;
  private final AlertEndpoint alerts;
  private final HealthRoutes health;
  private final HttpPort port;

  public WebhookServer(
      WebhookConfig config,
      Inbox inbox,
      RuleBook rules,
      ReceiptListener listener,
      Readiness readiness) {
    this.authenticator = new Authenticator(config.credentials());
    this.alerts = new AlertEndpoint(config, authenticator, inbox, rules, listener);
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

  /** Takes no more, and lets what is under way be answered. */
  @Override
  public void close() {
    port.close();
  }

  private void addRoutes(RoutesConfig routes) {
    routes.post("/alert", alerts::post);
    health.addTo(routes);
  }
}
