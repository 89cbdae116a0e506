package io.selfheal.notification.webhook;

import io.selfheal.access.HmacSha256;
import java.time.Instant;
import java.util.HexFormat;

/**
 * HMAC-SHA256 over the time and the body, so that neither can be changed, and a request that was
 * overheard is no good later.
 */
final class WebhookSignature {
  static final String HEADER = "X-SelfHeal-Signature";

  private WebhookSignature() {}

  /** As {@code t=1763694000,v1=<64 hexadecimal digits>}; what is signed is {@code <t>.<body>}. */
  static String of(String body, Instant at, String secret) {
    String seconds = Long.toString(at.getEpochSecond());
    byte[] signature = HmacSha256.of(secret, seconds + "." + body);
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(signature);
  }
}
