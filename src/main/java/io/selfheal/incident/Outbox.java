package io.selfheal.incident;

import io.selfheal.triage.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one notifier is to tell people: one message per incident and channel, edited as the incident
 * goes on, with its details in the thread below.
 */
public interface Outbox {
  /** A message at the messenger's: the channel's id, and the id of the message there. */
  record MessageRef(String channel, String id) {}

  /**
   * The message about an incident in one channel. It is noted after each call to the messenger, so
   * that a crash repeats one call at most.
   *
   * @param channel as the configuration names it; empty where a version before 6 posted it
   * @param shown a digest of what the message says; empty when that is not known
   * @param said the keys of what its thread holds
   */
  record Posting(String channel, MessageRef ref, String shown, List<String> said) {
    public Posting {
      said = List.copyOf(said);
    }

    public Posting(String channel, MessageRef ref, String shown) {
      this(channel, ref, shown, List.of());
    }

    public Posting saying(List<String> more) {
      List<String> all = new ArrayList<>(said);
      all.addAll(more);
      return new Posting(channel, ref, shown, all);
    }
  }

  /** How often the alert came again since people were told of it, and when it did last. */
  record Repeats(int count, Optional<Instant> last) {
    public static final Repeats NONE = new Repeats(0, Optional.empty());
  }

  /**
   * @param postings the messages to edit; empty when none was posted yet
   * @param version of the incident, so that a change during the delivery is delivered too
   */
  record PendingMessage(
      Incident incident, List<Posting> postings, Repeats repeats, long version, int attempts) {
    public PendingMessage {
      postings = List.copyOf(postings);
    }

    /** Whether people were told of the incident. */
    public boolean posted() {
      return !postings.isEmpty();
    }
  }

  /**
   * Whether this is the one that tells people, of the responders that share the ledger; it may
   * cease to be while it is at it, and then another one says what is left.
   */
  boolean tells();

  /** Incidents that changed since they were last told, oldest change first. */
  List<PendingMessage> dueMessages(Instant now, int most);

  /** What an incident asked people, if anything; as {@link Approvals#approval}. */
  Optional<Approval> approval(String incident);

  /** What its evidence says; as {@link Findings#findings}. */
  List<Finding> findings(String incident);

  /** Notes where messages are by now; the incident stays due. */
  void noted(PendingMessage message, List<Posting> postings);

  /** Notes that all of it was told, and where. */
  void delivered(PendingMessage message, List<Posting> postings);

  void deliveryFailed(PendingMessage message, Reason reason, Instant retryAt);

  /**
   * Whether nothing was said under this key within the window; then it counts as said now. The
   * incident that was granted it is granted it again: its message may not have gone out yet.
   */
  boolean sayOnce(String incidentId, String key, Instant now, Duration window);
}
