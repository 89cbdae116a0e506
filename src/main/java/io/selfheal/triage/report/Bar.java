package io.selfheal.triage.report;

/** A share as a bar. */
final class Bar {
  private Bar() {}

  /**
   * @param width of the whole, in pixels
   */
  static String svg(int width, long percent) {
    return "<svg class=\"bar\" width=\"%d\" height=\"10\" aria-hidden=\"true\">%s%s</svg>"
        .formatted(width, rect("track", 100), rect("fill", Math.min(100, percent)));
  }

  private static String rect(String style, long percent) {
    return "<rect class=\"%s\" width=\"%d%%\" height=\"100%%\"/>".formatted(style, percent);
  }
}
