package io.selfheal.incident;

/** The durable memory of the responder. Thread-safe. */
public interface Ledger
    extends Inbox,
        Incidents,
        Approvals,
        Arrivals,
        Heartbeats,
        Switch,
        Uploads,
        Findings,
        Removals,
        Outbox,
        Outboxes,
        AutoCloseable {
  /** Writes and reads back; throws {@link LedgerException} when the ledger cannot accept alerts. */
  void check();

  @Override
  void close();
}
