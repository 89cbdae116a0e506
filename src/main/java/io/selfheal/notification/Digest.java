package io.selfheal.notification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether the same was said already: the beginning of a SHA-256, 16 hexadecimal digits. */
public final class Digest {
  private static final int BYTES = 8;

  private Digest() {}

  /** The same for the same words, in every process. */
  public static String of(String words) {
    return HexFormat.of().formatHex(sha256(words), 0, BYTES);
  }

  private static byte[] sha256(String words) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
