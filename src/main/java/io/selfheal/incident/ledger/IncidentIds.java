package io.selfheal.incident.ledger;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Ids that sort by time. The digits begin at random and then step through all 2^32 values, so that
 * 10,000 alerts of one second cannot collide.
 */
final class IncidentIds {
  private static final int ODD_STEP = 0x9e3779b9;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final AtomicInteger digits = new AtomicInteger(new SecureRandom().nextInt());

  /** Gives one id after the other, all of one moment. */
  Supplier<String> at(Instant now) {
    String time = TIME.format(now) + '-';
    return () -> time + HexFormat.of().toHexDigits(digits.getAndAdd(ODD_STEP));
  }
}
