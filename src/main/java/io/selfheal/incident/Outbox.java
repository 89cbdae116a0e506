package io.selfheal.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people are to be told: one message per incident, edited as it goes on. */
public interface Outbox {
  /** A message at the messenger's: the channel's id, and the id of the message there. */
  record MessageRef(String channel, String id) {}

  /**
   * @param sent the message to edit; empty when none was posted yet
   * @param version of the incident, so that a change during the delivery is delivered too
   */
  record PendingMessage(Incident incident, Optional<MessageRef> sent, long version, int attempts) {}

  /**
   * Whether this is the one that tells people, of the responders that share the ledger; it may
   * cease to be while it is at it, and then another one says what is left.
   */
  boolean tells();

  /** Incidents that changed since they were last told, oldest change first. */
  List<PendingMessage> dueMessages(Instant now, int most);

  /** What an incident asked people, if anything; as {@link Approvals#approval}. */
  Optional<Approval> approval(String incident);

  void delivered(PendingMessage message, Optional<MessageRef> sent);

  void deliveryFailed(PendingMessage message, Reason reason, Instant retryAt);

  /**
   * Whether nothing was said under this key within the window; then it counts as said now. The
   * incident that was granted it is granted it again: its message may not have gone out yet.
   */
  boolean sayOnce(String incidentId, String key, Instant now, Duration window);
}
