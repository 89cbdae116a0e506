package io.selfheal.incident.ledger;

import io.selfheal.incident.Claim;
import io.selfheal.incident.LedgerException;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;

/** Incidents taken to be worked on, and given back. */
final class Claims {
  private final LedgerStore store;
  private final Member self;

  /** The namespace that was worked on last. */
  private final AtomicReference<String> turn = new AtomicReference<>("");

  /** Claims that may still be held, by nobody here: nobody else would ever give them back. */
  private final Queue<Claim> owed = new ConcurrentLinkedQueue<>();

  Claims(LedgerStore store, Member self) {
    this.store = store;
    this.self = self;
  }

  /** Asks first: workers ask often, and an empty answer must cost no fsync. */
  Optional<Claim> claim(Instant now) {
    freeOwed();
    return self.present() && store.read(handle -> due(handle).any(now))
        ? taken(now)
        : Optional.empty();
  }

  void release(Claim claim) {
    try {
      store.write(
          handle -> {
            new ClaimRows(handle).release(claim);
            return null;
          });
    } catch (LedgerException e) {
      owed.add(claim);
      throw e;
    }
  }

  /** A commit without an answer may have claimed it. */
  private Optional<Claim> taken(Instant now) {
    AtomicReference<Claim> taken = new AtomicReference<>();
    try {
      return store.claim(
          handle -> {
            due(handle).claim(now, turn).ifPresent(taken::set);
            return Optional.ofNullable(taken.get());
          });
    } catch (LedgerException e) {
      Optional.ofNullable(taken.get()).ifPresent(owed::add);
      throw e;
    }
  }

  private void freeOwed() {
    for (Claim claim = owed.peek(); claim != null; claim = owed.peek()) {
      Claim oldest = claim;
      store.write(
          handle -> {
            new ClaimRows(handle).free(oldest, self);
            return null;
          });
      owed.remove(oldest);
    }
  }

  private DueRows due(Handle handle) {
    return new DueRows(handle, self);
  }
}
