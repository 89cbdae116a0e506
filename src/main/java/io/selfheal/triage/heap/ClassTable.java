package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.HprofInput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The classes of a dump, numbered as they come, with their names. */
final class ClassTable {
  /** As many as any JVM has; more would be a damaged dump, or would not fit into the memory. */
  static final int MOST = 500_000;

  private static final int DEEPEST = 256;

  /** Of all classes together: a few KiB, compressed, may tell of billions. */
  private static final int MOST_FIELDS = 1_500_000;

  /** Of a class with all that it extends. */
  private static final int WIDEST = 10_000;

  private static final String UNKNOWN = "(unknown class)";

  private final Symbols symbols = new Symbols();
  private final LongIndex numbers = new LongIndex();
  private final List<HprofClass> classes = new ArrayList<>();
  private long fields;
  private long[] nameIds = new long[1 << 10];

  void symbol(long id, int length, HprofInput in) throws IOException {
    symbols.add(id, length, in);
  }

  void named(long classId, long nameId) {
    int number = number(classId);
    if (number != LongIndex.NONE) {
      nameIds[number] = nameId;
    }
  }

  void add(HprofClass found) {
    int number = number(found.id());
    if (number != LongIndex.NONE) {
      while (classes.size() <= number) {
        classes.add(null);
      }
      fields += found.fields().size();
      classes.set(number, fields <= MOST_FIELDS ? found : withoutFields(found));
    }
  }

  private static HprofClass withoutFields(HprofClass found) {
    return new HprofClass(
        found.id(), found.superId(), found.loaderId(), found.statics(), List.of());
  }

  /** Of a class that a record names, described or not; NONE once there are too many. */
  int number(long classId) {
    int known = numbers.find(classId);
    if (known != LongIndex.NONE || numbers.size() == MOST) {
      return known;
    }
    int number = numbers.add(classId);
    if (number == nameIds.length) {
      nameIds = Arrays.copyOf(nameIds, number * 2);
    }
    return number;
  }

  /** All numbers are below. */
  int size() {
    return numbers.size();
  }

  /** Null where the dump does not describe it. */
  HprofClass described(int number) {
    return number >= 0 && number < classes.size() ? classes.get(number) : null;
  }

  /** As people write it. */
  String name(int number) {
    String name = number < 0 ? "" : symbols.name(nameIds[number]);
    return name.isEmpty() ? UNKNOWN : ClassName.readable(name);
  }

  String symbol(long id) {
    return symbols.name(id);
  }

  /** With all that it extends, the uppermost first. */
  List<HprofClass> lineage(int number) {
    Deque<HprofClass> lineage = new ArrayDeque<>();
    HprofClass next = described(number);
    int width = 0;
    while (next != null && lineage.size() < DEEPEST && width <= WIDEST) {
      lineage.addFirst(next);
      width += next.fields().size();
      next = described(numbers.find(next.superId()));
    }
    return List.copyOf(lineage);
  }

  boolean extendsClass(int number, String name) {
    return lineage(number).stream().anyMatch(each -> name(numbers.find(each.id())).equals(name));
  }
}
