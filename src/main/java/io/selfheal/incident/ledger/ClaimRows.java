package io.selfheal.incident.ledger;

import io.selfheal.incident.Claim;
import io.selfheal.incident.LedgerException;
import org.jdbi.v3.core.Handle;

/**
 * Who works on what. The epoch of an incident grows with each claim, and when one is taken away.
 */
final class ClaimRows {
  private static final String HELD =
      "SELECT number FROM incident WHERE id = :id AND epoch = :epoch AND claimed <> 0 <locked>";
  private static final String RELEASE = "UPDATE incident SET claimed = 0 WHERE id = :id";
  private static final String RELEASE_ALL = "UPDATE incident SET claimed = 0 WHERE claimed <> 0";

  private final Handle handle;

  ClaimRows(Handle handle) {
    this.handle = handle;
  }

  /**
   * Throws unless the claim is the newest one and was not given back; then none takes it away
   * before the commit.
   */
  void fence(Claim claim) {
    boolean held =
        handle
            .createQuery(HELD)
            .bind("id", claim.incident().id())
            .bind("epoch", claim.epoch())
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    if (!held) {
      throw new LedgerException(
          "Cannot write incident "
              + claim.incident().id()
              + ": its claim was given back or has passed to another worker; claim it again");
    }
  }

  void release(Claim claim) {
    fence(claim);
    handle.createUpdate(RELEASE).bind("id", claim.incident().id()).execute();
  }

  /**
   * As {@link #release}, but a claim that has passed on, was given back or never came to be changes
   * nothing.
   */
  void free(Claim claim, Member holder) {
    handle
        .createUpdate(RELEASE + " AND epoch = :epoch AND claimed = :holder")
        .bind("holder", holder.number())
        .bind("id", claim.incident().id())
        .bind("epoch", claim.epoch())
        .execute();
  }

  void releaseAll() {
    handle.execute(RELEASE_ALL);
  }
}
