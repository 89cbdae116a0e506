package io.selfheal.storage.drive;

/**
 * How far an upload session has come.
 *
 * @param next the first byte that Drive does not have; meaningless unless more is wanted
 */
record SessionAnswer(Kind kind, long next) {
  enum Kind {
    MORE,
    /** Drive has the file, or at least one of that id. */
    DONE,
    /** Drive does not know the session any more. */
    LOST
  }

  static final SessionAnswer DONE = new SessionAnswer(Kind.DONE, 0);
  static final SessionAnswer LOST = new SessionAnswer(Kind.LOST, 0);

  static SessionAnswer from(long next) {
    return new SessionAnswer(Kind.MORE, next);
  }
}
