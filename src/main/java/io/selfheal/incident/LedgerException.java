package io.selfheal.incident;

/** The ledger could not do as asked; nothing of the call took effect. */
public final class LedgerException extends RuntimeException {
  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }

  public LedgerException(String message) {
    super(message);
  }
}
