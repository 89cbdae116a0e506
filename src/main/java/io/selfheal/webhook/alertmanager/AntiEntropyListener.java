package io.selfheal.webhook.alertmanager;

import io.selfheal.incident.Receipt;

/** Is told how the rounds go; must be quick and must not throw. */
public interface AntiEntropyListener {
  /** At least one Alertmanager answered, and what it said is in the ledger. */
  void succeeded();

  /** One Alertmanager could not be asked, or the ledger could not take its answer in. */
  void failed(AlertmanagerException.Reason reason);

  /** An alert that the webhook had not brought. */
  void missed(Receipt receipt);
}
