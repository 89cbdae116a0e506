package io.selfheal.triage.report;

import io.selfheal.triage.Figures;
import io.selfheal.triage.StackNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Threads by state and stack, from the outermost call above to what they are in below. */
final class FlameGraph {
  private static final int ROW = 18;
  private static final int DEEPEST = 80;
  private static final double LEAST = 0.1;

  /** More boxes are a page that no browser likes. */
  private static final int MOST = 4_000;

  private static final List<String> STATES =
      List.of("blocked", "runnable", "timed_waiting", "waiting");

  private final int threads;
  private final StringBuilder boxes = new StringBuilder();
  private int rows;
  private int drawn;

  private FlameGraph(int threads) {
    this.threads = Math.max(1, threads);
  }

  static String of(StackNode root) {
    FlameGraph graph = new FlameGraph(root.threads());
    graph.draw(root, new Box(0, 0, 100, ROW), "all", 0);
    return Box.picture("Threads by state and stack", graph.rows * ROW) + graph.boxes + "</svg>\n";
  }

  private void draw(StackNode node, Box box, String state, int depth) {
    rows = Math.max(rows, depth + 1);
    drawn++;
    boxes.append(box.svg(state, simple(node.label()), tip(node)));
    double x = box.x();
    for (StackNode call : sorted(node)) {
      double width = 100.0 * call.threads() / threads;
      if (width >= LEAST && depth < DEEPEST && drawn < MOST) {
        draw(
            call,
            new Box(x, box.y() + ROW, width, ROW),
            depth == 0 ? state(call) : state,
            depth + 1);
      }
      x += width;
    }
  }

  private static List<StackNode> sorted(StackNode node) {
    return node.calls().stream()
        .sorted(Comparator.comparingInt(StackNode::threads).reversed())
        .toList();
  }

  private static String state(StackNode node) {
    String label = node.label().toLowerCase(Locale.ROOT);
    return STATES.stream().filter(label::contains).findFirst().orElse("all");
  }

  /** {@code Worker.run} of {@code java.util.concurrent.ThreadPoolExecutor$Worker.run}. */
  private static String simple(String label) {
    int method = label.lastIndexOf('.');
    int type = method < 1 ? -1 : label.lastIndexOf('.', method - 1);
    return label.contains(" ") ? label : label.substring(type + 1);
  }

  private String tip(StackNode node) {
    return "%s: %s of %s threads"
        .formatted(node.label(), Figures.count(node.threads()), Figures.count(threads));
  }
}
