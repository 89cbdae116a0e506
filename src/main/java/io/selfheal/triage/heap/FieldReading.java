package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.HprofInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Where in the body of an instance its size stands: how many elements a collection of Java's has,
 * or how many bytes a direct buffer.
 *
 * @param at in bytes from the body's begin
 * @param owner where the reference stands that tells an owner from a view of another's memory, or
 *     NONE
 * @param file where the reference to the file stands that is mapped, or NONE
 * @param length of the whole body
 */
record FieldReading(int at, BasicType type, int owner, int file, int length, boolean direct) {
  static final FieldReading NONE = new FieldReading(-1, BasicType.INT, -1, -1, 0, false);

  private static final String DIRECT = "java.nio.DirectByteBuffer";
  private static final String CAPACITY = "capacity";
  private static final String CLEANER = "cleaner";
  private static final String FILE = "fd";
  private static final Set<String> SIZES = Set.of("size", "elementCount", "baseCount", "count");
  private static final String COLLECTIONS = "java.util.";

  static FieldReading of(ClassTable classes, int number, int idSize) {
    String name = classes.name(number);
    if (name.equals(DIRECT)) {
      return of(fields(classes, number), Set.of(CAPACITY), idSize, true);
    }
    return name.startsWith(COLLECTIONS) ? of(fields(classes, number), SIZES, idSize, false) : NONE;
  }

  boolean there() {
    return at >= 0;
  }

  boolean fits(int bodyLength) {
    return length == bodyLength;
  }

  /** Takes the whole body; 0 for a view, less than 0 for a file that is mapped. */
  long value(HprofInput in) throws IOException {
    long value = 0;
    boolean owns = owner < 0;
    boolean mapped = false;
    int place = 0;
    while (place < length) {
      if (place == at) {
        value = type == BasicType.LONG ? in.i8() : in.i4();
        place += type.bytes(in.idSize());
      } else if (place == owner) {
        owns = in.id() != 0;
        place += in.idSize();
      } else if (place == file) {
        mapped = in.id() != 0;
        place += in.idSize();
      } else {
        int next = next(place);
        in.skip(next - place);
        place = next;
      }
    }
    return owns ? (mapped ? -value : value) : 0;
  }

  private int next(int place) {
    int next = length;
    next = at > place ? Math.min(next, at) : next;
    next = file > place ? Math.min(next, file) : next;
    return owner > place ? Math.min(next, owner) : next;
  }

  private record Named(String name, BasicType type) {}

  /** In the order of the body. */
  private static List<Named> fields(ClassTable classes, int number) {
    List<HprofClass> lineage = new ArrayList<>(classes.lineage(number));
    Collections.reverse(lineage);
    return lineage.stream()
        .flatMap(each -> each.fields().stream())
        .map(field -> new Named(classes.symbol(field.nameId()), field.type()))
        .toList();
  }

  private static FieldReading of(
      List<Named> fields, Set<String> sizes, int idSize, boolean direct) {
    int place = 0;
    int at = -1;
    int owner = -1;
    int file = -1;
    BasicType type = BasicType.INT;
    for (Named field : fields) {
      boolean number = field.type() == BasicType.INT || field.type() == BasicType.LONG;
      if (at < 0 && number && sizes.contains(field.name())) {
        at = place;
        type = field.type();
      }
      if (direct && field.name().equals(CLEANER)) {
        owner = place;
      }
      if (direct && field.name().equals(FILE)) {
        file = place;
      }
      place += field.type().bytes(idSize);
    }
    return at < 0 ? NONE : new FieldReading(at, type, owner, file, place, direct);
  }
}
