package io.selfheal.reliability.matrix;

/** What can happen at a boundary: at one call of the responder to something outside itself. */
enum Fault {
  /** The process ends, and the call was not made. */
  CRASH_BEFORE,
  /** The process ends in the middle of a write: it is lost. */
  CRASH_UNSYNCED,
  /** The process ends before it hears of a call that was made. */
  CRASH_AFTER,
  /** The call is made, and its caller hears of a time-out. */
  TIMEOUT_AFTER_SUCCESS,
  /** Its caller hears of a time-out, and it is made some seconds later. */
  LATE,
  /** 409. */
  CONFLICT,
  /** 429. */
  THROTTLED,
  /** 5xx. */
  SERVER_ERROR,
  /** The connection is reset before the call arrives. */
  RESET,
  /** No answer until the deadline; the call was not made. */
  HANG,
  /** Just before the call every alert is resolved, and said to be. */
  RESOLVED,
  /** Just before the call every alert is said once more. */
  REPEATED,
  /** Just before the call the containers of the sick pods are restarted in place. */
  RESTARTED,
  /** Just before the call somebody else deletes the sick pods; those of a StatefulSet come back. */
  REPLACED,
  /** Just before the call another worker takes whatever else is due as far as it goes. */
  OTHER_WORKER;

  boolean crash() {
    return compareTo(CRASH_AFTER) <= 0;
  }
}
