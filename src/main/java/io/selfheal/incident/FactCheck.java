package io.selfheal.incident;

import java.time.Instant;
import java.util.Optional;

/** A pure question to the ledger's facts, asked inside the transaction that acts on the answer. */
@FunctionalInterface
public interface FactCheck {
  Optional<Denial> deny(LedgerFacts facts);

  /** What stands in the way, and when to ask again. */
  record Denial(Reason reason, Instant retryAt) {}
}
