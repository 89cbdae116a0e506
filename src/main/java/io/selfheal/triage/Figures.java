package io.selfheal.triage;

import java.util.Locale;

/** Numbers as sentences have them. */
public final class Figures {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private Figures() {}

  /** {@code 628 MiB}, {@code 1.5 GiB}, {@code 12 bytes}. */
  public static String bytes(long bytes) {
    if (bytes < KIB) {
      return bytes + " bytes";
    }
    if (bytes < MIB) {
      return scaled(bytes, KIB) + " KiB";
    }
    return bytes < GIB ? scaled(bytes, MIB) + " MiB" : scaled(bytes, GIB) + " GiB";
  }

  /** {@code 187,614}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 3 times}, {@code once}. */
  public static String times(long count) {
    return count == 1 ? "once" : count(count) + " times";
  }

  /** Of a whole that is not 0, in per cent without a fraction. */
  public static long percent(long part, long whole) {
    return Math.round(100.0 * part / whole);
  }

  /** A share, 1.0 of which is all, in per cent: {@code 98 %}. */
  public static String share(double share) {
    return count(Math.round(share * 100)) + " %";
  }

  private static String scaled(long bytes, long unit) {
    double units = (double) bytes / unit;
    String number = String.format(Locale.ROOT, units < 10 ? "%.1f" : "%,.0f", units);
    return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
  }
}
