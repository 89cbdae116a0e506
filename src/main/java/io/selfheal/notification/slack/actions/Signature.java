package io.selfheal.notification.slack.actions;

import io.selfheal.access.HmacSha256;
import io.selfheal.access.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Slack's signature of version 0: HMAC-SHA256 over {@code v0:timestamp:body} with the app's signing
 * secret. What was signed more than five minutes ago, or ahead, is worth nothing.
 */
final class Signature {
  private static final Duration AGE = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final SecretFile secrets;
  private final Clock clock;

  /**
   * @param secrets a file with one secret a line, any of which is right
   */
  Signature(Path secrets, Clock clock) {
    this.secrets = new SecretFile(secrets);
    this.clock = clock;
  }

  /** Why there is no secret to verify by; empty text when there is one. */
  String trouble() {
    return secrets.trouble();
  }

  /**
   * @param timestamp the header {@code X-Slack-Request-Timestamp}, or null
   * @param signature the header {@code X-Slack-Signature}, or null
   */
  boolean isGenuine(String timestamp, byte[] body, String signature) {
    if (timestamp == null || signature == null || !isFresh(timestamp)) {
      return false;
    }
    byte[] shown = signature.getBytes(StandardCharsets.UTF_8);
    boolean genuine = false;
    for (String secret : secrets()) {
      genuine |= MessageDigest.isEqual(signed(secret, timestamp, body), shown);
    }
    return genuine;
  }

  private boolean isFresh(String timestamp) {
    if (!SECONDS.matcher(timestamp).matches()) {
      return false;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(at, clock.instant()).abs().compareTo(AGE) <= 0;
  }

  private List<String> secrets() {
    return secrets.secret().stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(secret -> !secret.isEmpty())
        .toList();
  }

  private static byte[] signed(String secret, String timestamp, byte[] body) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    byte[] start = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
    String hex = HexFormat.of().formatHex(HmacSha256.of(key, start, body));
    return ("v0=" + hex).getBytes(StandardCharsets.UTF_8);
  }
}
