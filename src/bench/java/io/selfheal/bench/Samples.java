package io.selfheal.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What was measured several times. */
final class Samples {
  private final double[] sorted;

  Samples(DoubleStream values) {
    this.sorted = values.sorted().toArray();
  }

  static Samples of(List<Double> values) {
    return new Samples(values.stream().mapToDouble(Double::doubleValue));
  }

  /** One above the other, pair by pair. */
  static Samples ratios(List<Double> above, List<Double> below) {
    return new Samples(
        IntStream.range(0, above.size()).mapToDouble(i -> above.get(i) / below.get(i)));
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest value that so many of all are not above. */
  double quantile(double share) {
    return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }

  double largest() {
    return sorted[sorted.length - 1];
  }

  /** {@code median (smallest to largest)}, with the unit. */
  String text(String unit) {
    return String.format(
        Locale.ROOT, "%.2f%s (%.2f to %.2f)", median(), unit, sorted[0], largest());
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
