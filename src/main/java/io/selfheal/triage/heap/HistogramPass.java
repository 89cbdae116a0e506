package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.HprofInput;
import io.selfheal.triage.hprof.HprofVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts a dump by class as it passes by, once, in constant memory. */
final class HistogramPass implements HprofVisitor {
  private static final String CLASS = "java.lang.Class";
  private static final int FEWEST_COPIES = 3;
  private static final int MOST_COPIES = 10;
  private static final int LAYOUTS = ObjectLayout.values().length;
  private static final BasicType[] TYPES = BasicType.values();

  /** Bytes of the mirror of a class without its static fields. */
  private static final long MIRROR = 112;

  private final ClassTable classes = new ClassTable();
  private final LayoutVotes votes = new LayoutVotes();
  private final Largest arrays = new Largest();
  private final Largest collections = new Largest();

  /** By the class' number; of the primitives' arrays by the type's ordinal. */
  private long[] counts = new long[1 << 10];

  private final long[] primitives = new long[TYPES.length];

  /** Bytes of arrays by class or type, then by layout. */
  private long[][] arrayBytes = new long[1 << 10][];

  private final long[][] primitiveBytes = new long[TYPES.length][LAYOUTS];

  /** By the class' number. */
  private FieldReading[] readings = new FieldReading[1 << 10];

  private long directBuffers;
  private long directBytes;
  private long lastClass;
  private int lastNumber = LongIndex.NONE;

  @Override
  public void symbol(long id, int length, HprofInput in) throws IOException {
    classes.symbol(id, length, in);
  }

  @Override
  public void loadClass(int serial, long classId, long nameId) {
    classes.named(classId, nameId);
  }

  @Override
  public void classDump(HprofClass found) {
    classes.add(
        new HprofClass(found.id(), found.superId(), found.loaderId(), List.of(), found.fields()));
  }

  @Override
  public void instance(long id, long classId, int length, HprofInput in) throws IOException {
    votes.object(id);
    int number = number(classId);
    if (number == LongIndex.NONE) {
      return;
    }
    counts[number]++;
    FieldReading reading = reading(number, in.idSize());
    if (reading != FieldReading.NONE && reading.fits(length)) {
      read(number, reading, in);
    }
  }

  @Override
  public void objectArray(long id, long classId, int count, HprofInput in) {
    votes.array(id, BasicType.OBJECT, count);
    int number = number(classId);
    if (number == LongIndex.NONE) {
      return;
    }
    counts[number]++;
    if (arrayBytes[number] == null) {
      arrayBytes[number] = new long[LAYOUTS];
    }
    sum(arrayBytes[number], BasicType.OBJECT, count);
    offer(TYPES.length + number, BasicType.OBJECT, count);
  }

  @Override
  public void primitiveArray(long id, BasicType type, int count, HprofInput in) {
    votes.array(id, type, count);
    primitives[type.ordinal()]++;
    sum(primitiveBytes[type.ordinal()], type, count);
    offer(type.ordinal(), type, count);
  }

  /** To be asked once all has passed by. */
  HeapHistogram histogram() {
    ObjectLayout layout = votes.winner();
    List<HeapHistogram.OfClass> lines = new ArrayList<>();
    for (BasicType type : TYPES) {
      if (primitives[type.ordinal()] > 0) {
        long bytes = primitiveBytes[type.ordinal()][layout.ordinal()];
        lines.add(
            new HeapHistogram.OfClass(type.keyword() + "[]", primitives[type.ordinal()], bytes));
      }
    }
    Map<String, HeapHistogram.OfClass> byName = new HashMap<>();
    for (int number = 0; number < Math.min(classes.size(), counts.length); number++) {
      if (counts[number] > 0) {
        HeapHistogram.OfClass line = line(number, layout);
        byName.merge(line.name(), line, HeapHistogram.OfClass::plus);
      }
    }
    lines.addAll(byName.values());
    lines.add(new HeapHistogram.OfClass(CLASS, described(), described() * MIRROR));
    return new HeapHistogram(lines, Optional.of(details(layout)));
  }

  private HeapHistogram.OfClass line(int number, ObjectLayout layout) {
    long bytes =
        arrayBytes[number] == null
            ? counts[number] * layout.instance(classes.lineage(number))
            : arrayBytes[number][layout.ordinal()];
    return new HeapHistogram.OfClass(classes.name(number), counts[number], bytes);
  }

  private HeapHistogram.Details details(ObjectLayout layout) {
    Copies copies = Copies.in(classes);
    return new HeapHistogram.Details(
        arrays.all().stream().map(one -> array(one, layout)).toList(),
        collections.all().stream()
            .map(one -> new HeapHistogram.Sized(classes.name(one.kind()), one.elements(), 0))
            .toList(),
        copies.most(),
        copies.loaders(),
        new HeapHistogram.Direct(directBuffers, directBytes));
  }

  private HeapHistogram.Sized array(Largest.One one, ObjectLayout layout) {
    boolean primitive = one.kind() < TYPES.length;
    BasicType type = primitive ? TYPES[one.kind()] : BasicType.OBJECT;
    String name = primitive ? type.keyword() + "[]" : classes.name(one.kind() - TYPES.length);
    return new HeapHistogram.Sized(name, one.elements(), layout.array(type, (int) one.elements()));
  }

  private long described() {
    long described = 0;
    for (int number = 0; number < classes.size(); number++) {
      described += classes.described(number) == null ? 0 : 1;
    }
    return described;
  }

  private void read(int number, FieldReading reading, HprofInput in) throws IOException {
    long value = reading.value(in);
    if (reading.direct()) {
      directBuffers += value > 0 ? 1 : 0;
      directBytes += Math.max(0, value);
    } else {
      collections.offer(number, value, value);
    }
  }

  private static void sum(long[] bytes, BasicType type, int count) {
    for (ObjectLayout each : ObjectLayout.values()) {
      bytes[each.ordinal()] += each.array(type, count);
    }
  }

  private void offer(int kind, BasicType type, int count) {
    arrays.offer(kind, count, ObjectLayout.COMPRESSED.array(type, count));
  }

  private FieldReading reading(int number, int idSize) {
    if (readings[number] == null) {
      readings[number] = FieldReading.of(classes, number, idSize);
    }
    return readings[number];
  }

  private int number(long classId) {
    if (classId != lastClass || lastNumber == LongIndex.NONE) {
      lastClass = classId;
      lastNumber = classes.number(classId);
      if (lastNumber >= counts.length) {
        grow(lastNumber);
      }
    }
    return lastNumber;
  }

  private void grow(int number) {
    int length = Math.max(number + 1, counts.length * 2);
    counts = Arrays.copyOf(counts, length);
    arrayBytes = Arrays.copyOf(arrayBytes, length);
    readings = Arrays.copyOf(readings, length);
  }

  /** Classes that were loaded more than once. */
  private record Copies(List<HeapHistogram.OfClass> most, int loaders) {
    static Copies in(ClassTable classes) {
      Map<String, Long> byName = new HashMap<>();
      Set<Long> loaders = new HashSet<>();
      for (int number = 0; number < classes.size(); number++) {
        HprofClass found = classes.described(number);
        if (found != null) {
          loaders.add(found.loaderId());
          byName.merge(classes.name(number), 1L, Long::sum);
        }
      }
      List<HeapHistogram.OfClass> most =
          byName.entrySet().stream()
              .filter(each -> each.getValue() >= FEWEST_COPIES)
              .map(each -> new HeapHistogram.OfClass(each.getKey(), each.getValue(), 0))
              .sorted((a, b) -> Long.compare(b.instances(), a.instances()))
              .limit(MOST_COPIES)
              .toList();
      return new Copies(most, loaders.size());
    }
  }
}
