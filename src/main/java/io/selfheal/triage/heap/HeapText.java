package io.selfheal.triage.heap;

import java.util.List;

/** How holders are written in a sentence. */
final class HeapText {
  private static final int SHOWN_STEPS = 12;

  private HeapText() {}

  static String holder(HeapFacts.Holder holder) {
    return switch (holder.kind()) {
      case STATIC -> "`%s` (a static %s)".formatted(holder.field(), holder.type());
      case FIELD ->
          holder.root().isEmpty()
              ? "`%s` (a field, %s)".formatted(holder.field(), holder.type())
              : "`%s` (%s, held by %s)".formatted(holder.field(), holder.type(), holder.root());
      case THREAD_LOCAL ->
          "the ThreadLocal `%s` of %s (%s)".formatted(holder.field(), holder.root(), holder.type());
      case LOCAL ->
          "a local variable of `%s` in %s (%s)"
              .formatted(holder.field(), holder.root(), holder.type());
      case THREAD ->
          holder.field().isEmpty()
              ? holder.root()
              : "%s (by `%s`)".formatted(holder.root(), holder.field());
      case OUTSIDE -> "native code (%s)".formatted(holder.type());
      case UNKNOWN -> "what no single field holds";
    };
  }

  static String path(List<String> steps) {
    if (steps.size() <= SHOWN_STEPS) {
      return String.join(" > ", steps);
    }
    int half = SHOWN_STEPS / 2;
    return String.join(" > ", steps.subList(0, half))
        + " > ... > "
        + String.join(" > ", steps.subList(steps.size() - half, steps.size()));
  }

  /** What collections are made of, which nobody asks about. */
  static boolean infrastructure(String name) {
    boolean part = name.endsWith("Node") || name.endsWith("Entry") || name.endsWith("[]");
    return ClassName.ofJava(name) && part && !ClassName.primitiveArray(name);
  }
}
