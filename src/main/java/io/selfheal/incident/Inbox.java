package io.selfheal.incident;

import java.util.List;

/** Where alerts become durable. */
public interface Inbox {
  /**
   * Takes a whole notification in, or nothing of it: when this returns, all of it survives a crash.
   *
   * <p>A firing alert that a rule wants opens an incident in {@link Stage#RECEIVED}. The same
   * (fingerprint, startsAt, status) again is a duplicate, and brings a deferred incident of that
   * alert forward. A resolved alert marks the open incidents of its fingerprint as resolved, and
   * brings those that wait forward. A firing alert without {@code startsAt} began with the first
   * receipt of its fingerprint since its last resolved or since 6 h of silence.
   *
   * <p>A resolved is final for its (fingerprint, startsAt), in whichever order the two arrive: a
   * firing that is repeated late must not revive an incident, for its pod may be well by then. An
   * alert that no rule wanted when it first came in, and one wants now, is no duplicate.
   *
   * @return one receipt for each intake, in order
   * @throws LedgerException when it could not be made durable
   */
  List<Receipt> accept(List<Intake> intakes);
}
