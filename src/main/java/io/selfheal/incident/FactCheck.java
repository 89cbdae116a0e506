package io.selfheal.incident;

import java.time.Instant;
import java.util.Optional;

/** A pure question to the ledger's facts, asked inside the transaction that acts on the answer. */
@FunctionalInterface
public interface FactCheck {
  Optional<Denial> deny(LedgerFacts facts);

  /**
   * What stands in the way.
   *
   * @param retryAt when to ask again; empty when asking again is no use
   */
  record Denial(Reason reason, Optional<Instant> retryAt) {
    public static Denial until(Instant retryAt, Reason reason) {
      return new Denial(reason, Optional.of(retryAt));
    }

    public static Denial forGood(Reason reason) {
      return new Denial(reason, Optional.empty());
    }
  }
}
