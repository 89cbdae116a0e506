package io.selfheal.incident.ledger;

/** This responder among those that share the ledger. */
interface Member extends AutoCloseable {
  /** What its claims bear; never 0, and never again another's. */
  long number();

  /** The spool whose files it can read. */
  String spool();

  /** Whether nobody has taken its place, as far as it can know. */
  boolean present();

  /** Whether it is the one that does what is to be done once for all of them. */
  boolean leads();

  /** Gives its claims back. */
  @Override
  void close();
}
