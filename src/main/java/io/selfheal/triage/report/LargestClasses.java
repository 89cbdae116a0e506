package io.selfheal.triage.report;

import io.selfheal.triage.Figures;
import io.selfheal.triage.SizeNode;
import java.util.Comparator;
import java.util.stream.Stream;

/** The classes that take most, for those who cannot see the picture, or want its figures. */
final class LargestClasses {
  private static final int ROWS = 25;
  private static final String HEAD =
      """
      <table><thead><tr><th>Class</th><th>Size</th><th>Objects</th></tr></thead>
      <tbody>
      """;

  private LargestClasses() {}

  static String of(SizeNode heap) {
    StringBuilder html = new StringBuilder(HEAD);
    leaves(Packages.of(heap))
        .sorted(Comparator.comparingLong(SizeNode::bytes).reversed())
        .limit(ROWS)
        .forEach(leaf -> html.append(row(leaf)));
    return html.append("</tbody></table>\n").toString();
  }

  private static Stream<SizeNode> leaves(SizeNode node) {
    return node.parts().isEmpty()
        ? Stream.of(node)
        : node.parts().stream().flatMap(LargestClasses::leaves);
  }

  private static String row(SizeNode leaf) {
    return "<tr><td><code>%s</code></td><td>%s</td><td>%s</td></tr>\n"
        .formatted(
            Html.text(leaf.label()), Figures.bytes(leaf.bytes()), Figures.count(leaf.instances()));
  }
}
