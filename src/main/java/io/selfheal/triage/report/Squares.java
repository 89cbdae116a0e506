package io.selfheal.triage.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a box by weights into boxes that are as square as can be (Bruls, Huizing, van Wijk 2000).
 */
final class Squares {
  /** How many pixels a per cent of the width is, about. */
  private static final double PIXELS = 9;

  private final List<Box> boxes = new ArrayList<>();
  private Box rest;
  private double weight;

  private Squares(Box whole, double weight) {
    this.rest = whole;
    this.weight = weight;
  }

  /** In the order of the weights, which are best sorted, the heaviest first, and above 0. */
  static List<Box> of(Box whole, List<Double> weights) {
    Squares squares = new Squares(whole, weights.stream().mapToDouble(Double::doubleValue).sum());
    int at = 0;
    while (at < weights.size()) {
      int end = squares.best(weights, at);
      squares.row(weights.subList(at, end));
      at = end;
    }
    return squares.boxes;
  }

  /** A row grows for as long as its boxes become squarer. */
  private int best(List<Double> weights, int from) {
    int end = from + 1;
    while (end < weights.size()
        && worst(weights.subList(from, end + 1)) <= worst(weights.subList(from, end))) {
      end++;
    }
    return end;
  }

  private double worst(List<Double> row) {
    double sum = row.stream().mapToDouble(Double::doubleValue).sum();
    double thick = thickness(sum);
    double longest =
        Math.max(length(row.get(0), sum), thick) / Math.min(length(row.get(0), sum), thick);
    double last = row.get(row.size() - 1);
    return Math.max(
        longest, Math.max(length(last, sum), thick) / Math.min(length(last, sum), thick));
  }

  private boolean wide() {
    return rest.width() * PIXELS >= rest.height();
  }

  private double thickness(double sum) {
    return sum / weight * (wide() ? rest.width() * PIXELS : rest.height());
  }

  private double length(double one, double sum) {
    return one / sum * (wide() ? rest.height() : rest.width() * PIXELS);
  }

  private void row(List<Double> row) {
    double sum = row.stream().mapToDouble(Double::doubleValue).sum();
    double share = sum / weight;
    double done = 0;
    for (double one : row) {
      boxes.add(box(share, done / sum, one / sum));
      done += one;
    }
    rest = remaining(share);
    weight -= sum;
  }

  private Box box(double share, double from, double part) {
    return wide()
        ? new Box(
            rest.x(), rest.y() + from * rest.height(), share * rest.width(), part * rest.height())
        : new Box(
            rest.x() + from * rest.width(), rest.y(), part * rest.width(), share * rest.height());
  }

  private Box remaining(double share) {
    return wide()
        ? new Box(
            rest.x() + share * rest.width(), rest.y(), (1 - share) * rest.width(), rest.height())
        : new Box(
            rest.x(), rest.y() + share * rest.height(), rest.width(), (1 - share) * rest.height());
  }
}
