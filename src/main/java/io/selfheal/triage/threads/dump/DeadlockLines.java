package io.selfheal.triage.threads.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JVM's own section about deadlocks, at the end of what it prints. */
final class DeadlockLines {
  private static final String HELD = "which is held by \"";
  private static final int MOST = 10_000;

  private final List<Deadlock> found = new ArrayList<>();
  private List<Deadlock.Link> links = new ArrayList<>();
  private Optional<String> waiter = Optional.empty();
  private String lockType = "";
  private boolean open;

  /** {@code Found one Java-level deadlock:} */
  void begin() {
    end();
    open = true;
  }

  boolean open() {
    return open;
  }

  void accept(String line) {
    String text = line.trim();
    if (text.startsWith("\"") && text.endsWith("\":")) {
      waiter = Optional.of(text.substring(1, text.length() - 2));
    } else if (text.startsWith("waiting ")) {
      lockType = type(text);
    } else if (text.startsWith(HELD)) {
      held(text.substring(HELD.length()));
    } else if (text.startsWith("Java stack information")) {
      end();
    }
  }

  /** All that were whole. */
  List<Deadlock> end() {
    if (links.size() > 1 && found.size() < MOST) {
      found.add(new Deadlock(links));
    }
    links = new ArrayList<>();
    waiter = Optional.empty();
    open = false;
    return found;
  }

  private void held(String rest) {
    int end = rest.lastIndexOf('"');
    if (end >= 0 && links.size() < MOST) {
      waiter.ifPresent(
          name -> links.add(new Deadlock.Link(name, lockType, rest.substring(0, end))));
    }
  }

  private static String type(String text) {
    int from = Math.max(text.lastIndexOf(" a "), text.lastIndexOf("(a ")) + 3;
    int end = text.lastIndexOf(')');
    return from < 3 || end < from ? "" : text.substring(from, end);
  }
}
