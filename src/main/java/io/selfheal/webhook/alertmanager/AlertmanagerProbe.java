package io.selfheal.webhook.alertmanager;

import java.net.URI;

/** Asks one Alertmanager what the anti-entropy asks, and leaves the answer unused. */
public final class AlertmanagerProbe {
  private AlertmanagerProbe() {}

  /** Whether it has a receiver of the configured name at all. */
  public static boolean hasReceiver(URI url, AlertmanagerConfig config)
      throws AlertmanagerException {
    return new AlertmanagerClient(url, config).hasReceiver();
  }

  /**
   * @return how many alerts fire that are routed to our receiver
   */
  public static int ask(URI url, AlertmanagerConfig config) throws AlertmanagerException {
    return new AlertmanagerClient(url, config).firing().firing().size();
  }
}
