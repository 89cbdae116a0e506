package io.selfheal.incident.audit;

/**
 * One entry of the chain.
 *
 * @param number counts from 1, without a gap
 * @param previous the hash of the entry before it
 * @param hash as {@link AuditHead#hashOf} gives it, unless somebody changed something
 */
public record AuditEntry(long number, AuditEvent event, String previous, String hash) {
  /** What the hash is of, after {@code previous}: a JSON object. */
  String text() {
    return event.open(number) + "}";
  }

  public AuditHead head() {
    return new AuditHead(number, hash);
  }

  /** One line of JSON: the text, and both hashes as its last two fields. */
  public String line() {
    return event.open(number)
        + ",\"previous\":"
        + AuditEvent.quoted(previous)
        + ",\"hash\":"
        + AuditEvent.quoted(hash)
        + "}";
  }
}
