package io.selfheal.incident.audit;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows a chain from its first entry to its last, and keeps no more of it than both ends. It ends
 * at the first entry that is wrong: nothing after it proves anything.
 */
public final class AuditChain {
  /**
   * Where the chain breaks.
   *
   * @param number of the first entry that is wrong, or is not there
   */
  public record Fault(long number, String why) {}

  private final String expected;
  private AuditHead head = AuditHead.BEGINNING;
  private String from = "";
  private String to = "";
  private OptionalLong met = OptionalLong.empty();
  private Optional<Fault> fault = Optional.empty();

  /**
   * @param expected a hash to look for on the way; empty for none
   */
  public AuditChain(String expected) {
    this.expected = expected;
    look();
  }

  /**
   * @return whether the next entry is worth looking at
   */
  public boolean follow(AuditEntry entry) {
    fault = check(entry);
    if (fault.isEmpty()) {
      from = head.number() == 0 ? entry.event().at() : from;
      to = entry.event().at();
      head = entry.head();
      look();
    }
    return fault.isEmpty();
  }

  public Optional<Fault> fault() {
    return fault;
  }

  /** The last entry that is right. */
  public AuditHead head() {
    return head;
  }

  /** When the first entry was written; empty without one. */
  public String from() {
    return from;
  }

  /** When the last one was. */
  public String to() {
    return to;
  }

  /** The number of the entry whose hash is the expected one; 0 for the beginning. */
  public OptionalLong met() {
    return met;
  }

  private void look() {
    if (head.hash().equals(expected)) {
      met = OptionalLong.of(head.number());
    }
  }

  private Optional<Fault> check(AuditEntry entry) {
    long next = head.number() + 1;
    if (entry.number() != next) {
      return fault(next, "it is missing, number " + entry.number() + " comes in its place");
    }
    if (!entry.hash().equals(AuditHead.hashOf(entry))) {
      return fault(next, "it was changed, its hash is not that of its text");
    }
    if (!entry.previous().equals(head.hash())) {
      return fault(next, "it does not follow the entry before it, one of the two was replaced");
    }
    return Optional.empty();
  }

  private static Optional<Fault> fault(long number, String why) {
    return Optional.of(new Fault(number, why));
  }
}
