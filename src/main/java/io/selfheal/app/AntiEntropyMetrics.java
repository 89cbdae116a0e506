package io.selfheal.app;

import io.selfheal.console.Metrics;
import io.selfheal.incident.Receipt;
import io.selfheal.webhook.alertmanager.AlertmanagerException.Reason;
import io.selfheal.webhook.alertmanager.AntiEntropyListener;

/** Counts how asking Alertmanager goes; what it brings counts among the alerts as well. */
final class AntiEntropyMetrics implements AntiEntropyListener {
  private final Metrics metrics;

  AntiEntropyMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void succeeded() {
    metrics.alertmanager().succeeded();
  }

  @Override
  public void failed(Reason reason) {
    metrics.alertmanager().failed(reason.slug());
  }

  @Override
  public void missed(Receipt receipt) {
    metrics.received(receipt);
    metrics.alertmanager().missed();
  }
}
