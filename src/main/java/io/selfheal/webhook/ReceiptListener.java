package io.selfheal.webhook;

import io.selfheal.incident.Receipt;

/** Is told what became of each alert, once it is on disk; must be quick and must not throw. */
@FunctionalInterface
public interface ReceiptListener {
  void received(Receipt receipt);
}
