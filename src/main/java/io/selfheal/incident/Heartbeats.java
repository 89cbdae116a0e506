package io.selfheal.incident;

import java.time.Instant;
import java.util.Optional;

/** What must keep coming, as all who share the ledger have seen it. */
public interface Heartbeats {
  void beat(String name, Instant at);

  /** When the newest one came, to whomever; empty when none ever did. */
  Optional<Instant> lastBeat(String name);
}
