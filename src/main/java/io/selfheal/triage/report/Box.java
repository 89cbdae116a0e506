package io.selfheal.triage.report;

/**
 * A part of a picture that is as wide as its page and of a fixed height, so that its text keeps its
 * size on a phone, and is cut where the box ends.
 *
 * @param x in per cent of the picture, as the width
 * @param y in pixels, as the height
 */
record Box(double x, double y, double width, double height) {
  private static final int GAP = 1;
  private static final int LINE = 13;
  private static final double NARROW = 2.2;

  /** Begins a picture that is as high as its boxes. */
  static String picture(String title, int height) {
    return """
    <svg class="picture" role="img" aria-label="%s" width="100%%" height="%d">
    """
        .formatted(title, height);
  }

  /** Both texts may come from anywhere. */
  String svg(String style, String label, String tip) {
    return """
    <svg x="%s" y="%s" width="%s" height="%s"><title>%s</title>\
    <rect class="%s" width="100%%" height="100%%"/>%s</svg>
    """
        .formatted(
            Html.percent(x),
            Html.pixels(y),
            Html.percent(width),
            Html.pixels(Math.max(1, height - GAP)),
            Html.text(tip),
            style,
            text(label));
  }

  private String text(String label) {
    return height < LINE || width < NARROW
        ? ""
        : "<text x=\"4\" y=\"" + LINE + "\">" + Html.text(label) + "</text>";
  }
}
