package io.selfheal.triage.threads;

import io.selfheal.triage.StackNode;
import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.ThreadDump;
import io.selfheal.triage.threads.dump.ThreadKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The threads of a dump by state, then by their frames from the root: a flame graph. */
final class Flames {
  /** Frames below the root that are worth a row of the picture. */
  private static final int DEEPEST = 200;

  /** What a picture can show, many times over. */
  private static final int MOST = 5_000;

  private final Map<String, Flames> calls = new LinkedHashMap<>();
  private int threads;

  /** One count for all. */
  private final int[] made;

  private Flames(int[] made) {
    this.made = made;
    made[0]++;
  }

  static StackNode of(ThreadDump dump) {
    Flames all = new Flames(new int[1]);
    for (JavaThread thread : dump.threads()) {
      if (thread.kind() != ThreadKind.JVM) {
        all.add(thread);
      }
    }
    return all.node("all");
  }

  private void add(JavaThread thread) {
    threads++;
    Flames at = into(thread.mode().state().map(Thread.State::name).orElse("UNKNOWN"));
    List<Frame> stack = thread.stack();
    for (int depth = 0; depth < Math.min(stack.size(), DEEPEST) && made[0] < MOST; depth++) {
      at = at.into(stack.get(stack.size() - 1 - depth).name());
    }
  }

  private Flames into(String label) {
    Flames call = calls.computeIfAbsent(label, ignored -> new Flames(made));
    call.threads++;
    return call;
  }

  private StackNode node(String label) {
    return new StackNode(
        label,
        threads,
        calls.entrySet().stream()
            .map(call -> call.getValue().node(call.getKey()))
            .sorted((one, other) -> Integer.compare(other.threads(), one.threads()))
            .toList());
  }
}
