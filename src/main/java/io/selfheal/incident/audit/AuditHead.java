package io.selfheal.incident.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The end of a chain, to which the next entry is joined.
 *
 * @param number of the last entry; 0 before the first
 * @param hash 64 hexadecimal digits; zeros before the first
 */
public record AuditHead(long number, String hash) {
  public static final AuditHead BEGINNING = new AuditHead(0, "0".repeat(64));

  public AuditEntry next(AuditEvent event) {
    AuditEntry open = new AuditEntry(number + 1, event, hash, "");
    return new AuditEntry(open.number(), event, hash, hashOf(open));
  }

  /** SHA-256 over the hash before it and its text, in hexadecimal digits. */
  static String hashOf(AuditEntry entry) {
    byte[] chained = (entry.previous() + entry.text()).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(chained));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
