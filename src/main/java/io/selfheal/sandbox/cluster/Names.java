package io.selfheal.sandbox.cluster;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Names and ids in the form that Kubernetes gives them. */
final class Names {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Names() {}

  /** Letters and digits that spell no words, as Kubernetes appends them. */
  static String suffix(int length) {
    return RANDOM
        .ints(length, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /** 64 hexadecimal digits. */
  static String containerId() {
    return hex(32);
  }

  static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
