package io.selfheal.triage.threads.dump;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps one of each frame and stack: thousands of threads share a few dozen. */
final class Interned {
  private static final int MOST = 100_000;

  /** Stands for all that are too many: no application has so many methods on its stacks. */
  private static final Frame FURTHER = new Frame("(further calls)", false);

  private final Map<String, Frame> frames = new HashMap<>();
  private final Map<List<Frame>, List<Frame>> stacks = new HashMap<>();

  Frame frame(String text) {
    Frame known = frames.get(text);
    if (known == null) {
      if (frames.size() >= MOST) {
        return FURTHER;
      }
      known = Frame.of(text);
      frames.put(text, known);
    }
    return known;
  }

  List<Frame> stack(List<Frame> stack) {
    List<Frame> known = stacks.get(stack);
    if (known == null) {
      known = List.copyOf(stack);
      if (stacks.size() < MOST) {
        stacks.put(known, known);
      }
    }
    return known;
  }
}
