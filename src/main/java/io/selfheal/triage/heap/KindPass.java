package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.HprofInput;
import io.selfheal.triage.hprof.HprofVisitor;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Third time through a dump: what each object is, which strings are equal, what is outside. */
final class KindPass implements HprofVisitor {
  private static final int PRIMITIVE = 1 << 29;
  private static final int MIRROR = 1 << 30;
  private static final int UNKNOWN = -1;

  private final RetainedHeap heap;
  private final ClassTable classes;
  private final int[] kinds;
  private final BitSet names;
  private FieldReading[] readings = new FieldReading[1 << 10];

  final EqualTexts texts = new EqualTexts();

  final OutsideBuffers buffers = new OutsideBuffers();

  /** Of strings that are names the array of what is in it. */
  final Map<Integer, Long> nameTexts = new HashMap<>();

  private long lastClass;
  private int lastNumber = UNKNOWN;

  KindPass(RetainedHeap heap) {
    this.heap = heap;
    this.classes = heap.dump.classes;
    this.kinds = new int[heap.objects()];
    Arrays.fill(kinds, UNKNOWN);
    this.names = new BitSet();
    heap.graph.threadNames.values().forEach(names::set);
  }

  @Override
  public void classDump(HprofClass found) {
    set(found.id(), MIRROR | classes.number(found.id()));
  }

  @Override
  public void instance(long id, long classId, int length, HprofInput in) throws IOException {
    int number = classNumber(classId);
    int object = set(id, number);
    if (object == ObjectIds.NONE || number == UNKNOWN) {
      return;
    }
    if (names.get(object)) {
      nameText(object, number, in);
    } else {
      FieldReading buffer = buffer(number, in.idSize());
      if (buffer.direct() && buffer.fits(length)) {
        buffers.add(object, buffer.value(in));
      }
    }
  }

  @Override
  public void objectArray(long id, long classId, int count, HprofInput in) {
    set(id, classNumber(classId));
  }

  @Override
  public void primitiveArray(long id, BasicType type, int count, HprofInput in) throws IOException {
    int object = set(id, PRIMITIVE | type.tag());
    if (object != ObjectIds.NONE && heap.graph.texts.get(object)) {
      long bytes = (long) count * type.bytes(in.idSize());
      texts.add(in.hash(bytes), bytes);
    }
  }

  /** As people write it; of a class {@code class java.lang.String}. */
  String name(int object) {
    int kind = kinds[object];
    if (kind == UNKNOWN) {
      return "(unknown class)";
    }
    if (isClass(object)) {
      return "class " + classes.name(kind & ~MIRROR);
    }
    return (kind & PRIMITIVE) != 0
        ? BasicType.ofTag(kind & ~PRIMITIVE).keyword() + "[]"
        : classes.name(kind);
  }

  boolean isClass(int object) {
    return kinds[object] != UNKNOWN && (kinds[object] & MIRROR) != 0;
  }

  /** A number for all of one class. */
  int kind(int object) {
    return kinds[object];
  }

  /** Of an instance or a class the class' number, or NONE. */
  int classNumber(int object) {
    int kind = kinds[object];
    return kind == UNKNOWN || (kind & PRIMITIVE) != 0 ? LongIndex.NONE : kind & ~MIRROR;
  }

  private void nameText(int object, int number, HprofInput in) throws IOException {
    int at = FieldPlace.of(classes, number, "java.lang.String", "value", in.idSize());
    if (at >= 0) {
      in.skip(at);
      nameTexts.put(object, in.id());
    }
  }

  private FieldReading buffer(int number, int idSize) {
    if (number >= readings.length) {
      readings = Arrays.copyOf(readings, Math.max(number + 1, readings.length * 2));
    }
    if (readings[number] == null) {
      readings[number] = FieldReading.of(classes, number, idSize);
    }
    return readings[number];
  }

  private int set(long id, int kind) {
    int object = heap.ids.find(id);
    if (object != ObjectIds.NONE) {
      kinds[object] = kind;
    }
    return object;
  }

  private int classNumber(long classId) {
    if (classId != lastClass) {
      lastClass = classId;
      lastNumber = classes.number(classId);
    }
    return lastNumber;
  }
}
