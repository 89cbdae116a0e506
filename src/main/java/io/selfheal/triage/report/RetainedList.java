package io.selfheal.triage.report;

import io.selfheal.triage.Figures;
import io.selfheal.triage.SizeNode;
import java.util.Comparator;

/** What retains most, and what is in it, as a list that can be opened and closed. */
final class RetainedList {
  private static final int DEEPEST = 24;
  private static final int OPEN = 4;
  private static final int MOST_PARTS = 12;

  private final long whole;

  private RetainedList(long whole) {
    this.whole = Math.max(1, whole);
  }

  static String of(SizeNode root) {
    return new RetainedList(root.bytes()).list(root, 0);
  }

  private String list(SizeNode node, int depth) {
    StringBuilder html = new StringBuilder("<ul class=\"tree\">\n");
    node.parts().stream()
        .sorted(Comparator.comparingLong(SizeNode::bytes).reversed())
        .limit(MOST_PARTS)
        .forEach(part -> html.append("<li>").append(entry(part, depth)).append("</li>\n"));
    return html.append("</ul>\n").toString();
  }

  private String entry(SizeNode node, int depth) {
    if (node.parts().isEmpty() || depth >= DEEPEST) {
      return "<div class=\"leaf\">" + line(node) + "</div>";
    }
    String open = depth < OPEN && Figures.percent(node.bytes(), whole) >= 5 ? " open" : "";
    return "<details"
        + open
        + "><summary>"
        + line(node)
        + "</summary>"
        + list(node, depth + 1)
        + "</details>";
  }

  private String line(SizeNode node) {
    long percent = Figures.percent(node.bytes(), whole);
    return "<span class=\"size\">%s %d&nbsp;%% %s</span> <code>%s</code> <small>%s</small>"
        .formatted(
            Bar.svg(60, percent),
            percent,
            Html.text(Figures.bytes(node.bytes())),
            Html.text(node.label()),
            objects(node.instances()));
  }

  private static String objects(long instances) {
    return instances < 2 ? "" : Figures.count(instances) + " objects";
  }
}
