package io.selfheal.triage.threads;

import io.selfheal.triage.Figures;
import io.selfheal.triage.threads.dump.Lock;
import java.util.List;
import java.util.stream.Stream;

/** How sentences say names and numbers. */
final class Words {
  private static final int NAMED = 3;
  private static final List<String> SMALL =
      List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private Words() {}

  /** {@code `a`, `b` and 16 more}; each name once. */
  static String names(Stream<String> all) {
    List<String> names = all.distinct().toList();
    if (names.size() <= NAMED) {
      return list(names.stream().map(Words::code).toList());
    }
    return list(
        List.of(code(names.get(0)), code(names.get(1)), Figures.count(names.size() - 2) + " more"));
  }

  static String code(String name) {
    return "`" + name.replace('`', '\'').replace('\n', ' ') + "`";
  }

  /** {@code two locks}, {@code 12 threads}, {@code one thread}. */
  static String many(int number, String thing) {
    String word = number < SMALL.size() ? SMALL.get(number) : Figures.count(number);
    return word + " " + thing + (number == 1 ? "" : "s");
  }

  /** Without the package, and without the class inside of a lock that threads really wait on. */
  static String lock(Lock lock) {
    return lock(lock.type());
  }

  static String lock(String type) {
    boolean ofClass = type.startsWith("class ");
    String name = ofClass ? type.substring(6) : type;
    String simple = name.substring(name.lastIndexOf('.') + 1);
    String plain = simple.replaceAll("\\$(?:Nonfair|Fair)?Sync$", "");
    return ofClass ? "class " + plain : plain;
  }

  static String locks(Stream<String> types) {
    List<String> all = types.map(Words::lock).distinct().limit(NAMED + 1L).toList();
    return String.join(", ", all.size() > NAMED ? all.subList(0, NAMED) : all)
        + (all.size() > NAMED ? ", ..." : "");
  }

  private static String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
