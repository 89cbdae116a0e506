package io.selfheal.incident.ledger;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** An engine that holds a ledger: the ways in, and what it calls things. */
interface Database {
  /** As messages name it, without secrets. */
  String name();

  /** Throws a LedgerException when there is nothing to read yet. */
  void requireThere();

  Handle openWriter();

  /** Sees the last commit, and never waits for the writer. */
  Handle openReader();

  /** Whether others may write at the same time: then no claim has to wait for the writer. */
  boolean shared();

  /**
   * Waits, at the begin of a writer's transaction, until no other one writes: facts are checked and
   * the audit grows in one transaction at a time.
   */
  void takeTurn(Handle writer);

  /** What to do about a failure, as the end of a sentence. */
  String mend(SQLException failure);
}
