package io.selfheal.triage.signs;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' way to write an amount: {@code 512Mi}, {@code 1G}, {@code 1500m}, {@code 1e9}. */
final class Quantity {
  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?(?:[eE]\\d{1,2})?)(m|k|[KMGTP]i|[MGTP])?");
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("k", BigDecimal.TEN.pow(3)),
          Map.entry("M", BigDecimal.TEN.pow(6)),
          Map.entry("G", BigDecimal.TEN.pow(9)),
          Map.entry("T", BigDecimal.TEN.pow(12)),
          Map.entry("P", BigDecimal.TEN.pow(15)),
          Map.entry("Ki", binary(10)),
          Map.entry("Mi", binary(20)),
          Map.entry("Gi", binary(30)),
          Map.entry("Ti", binary(40)),
          Map.entry("Pi", binary(50)));

  private Quantity() {}

  /** 0 for what is none. */
  static long bytes(String text) {
    Matcher found = SHAPE.matcher(text.strip());
    if (!found.matches()) {
      return 0;
    }
    BigDecimal unit = found.group(2) == null ? BigDecimal.ONE : UNITS.get(found.group(2));
    BigDecimal bytes = new BigDecimal(found.group(1)).multiply(unit);
    return bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
  }

  private static BigDecimal binary(int shift) {
    return BigDecimal.valueOf(1L << shift);
  }
}
