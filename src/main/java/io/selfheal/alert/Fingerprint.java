package io.selfheal.alert;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What makes an alert the same alert: 16 hexadecimal digits over its labels, computed as
 * Alertmanager does (FNV-1a with 64 bits over the sorted names and values, each ended by the byte
 * 0xFF).
 */
public record Fingerprint(String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{16}");
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  public Fingerprint {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("a fingerprint is 16 hexadecimal digits");
    }
  }

  public static Fingerprint of(Labels labels) {
    long hash = OFFSET;
    for (Map.Entry<String, String> label : labels.values().entrySet()) {
      hash = add(add(hash, label.getKey()), label.getValue());
    }
    return new Fingerprint(HexFormat.of().toHexDigits(hash));
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      sum = (sum ^ (b & 0xff)) * PRIME;
    }
    return (sum ^ 0xff) * PRIME;
  }
}
