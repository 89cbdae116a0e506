package io.selfheal.incident;

import java.util.Collection;

/** One outbox for each notifier, so that one that is down holds up no other. */
public interface Outboxes {
  /** The notifier whose outbox the ledger itself is, and that is there from the beginning. */
  String FIRST = "slack";

  Outbox outboxOf(String notifier);

  /**
   * Who tells people from now on. A new one is told of what changes from now on; what others still
   * had to tell is dropped.
   */
  void tellThrough(Collection<String> notifiers);
}
