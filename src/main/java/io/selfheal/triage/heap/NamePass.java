package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.HprofInput;
import io.selfheal.triage.hprof.HprofVisitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Last time through a dump: by which fields some objects refer to others; names of threads. */
final class NamePass implements HprofVisitor {
  static final String ELEMENT = "[]";
  static final String CLASS = "(its class)";
  static final String LOADER = "(its class loader)";
  private static final int LONGEST_NAME = 120;

  /**
   * @param declaredBy the class that declares it, as people write it
   */
  record Field(String declaredBy, String name) {
    /** Every object has one of these. */
    boolean pseudo() {
      return name.equals(CLASS) || name.equals(LOADER);
    }
  }

  private final RetainedHeap heap;
  private final ClassTable classes;
  private final Map<Long, Set<Long>> wanted = new HashMap<>();
  private final Map<Long, Field> found = new HashMap<>();
  private final Set<Long> entries = new HashSet<>();
  private final Map<Long, Long> referents = new HashMap<>();
  private final Map<Long, String> texts = new HashMap<>();
  private final Set<Long> wantedTexts;

  NamePass(RetainedHeap heap, Set<Long> wantedTexts) {
    this.heap = heap;
    this.classes = heap.dump.classes;
    this.wantedTexts = wantedTexts;
  }

  void want(int from, int to) {
    wanted.computeIfAbsent(heap.ids.id(from), id -> new HashSet<>()).add(heap.ids.id(to));
  }

  void wantReferent(int entry) {
    entries.add(heap.ids.id(entry));
  }

  /** What was asked for; of what no field says an unnamed one. */
  Field field(int from, int to) {
    return found.getOrDefault(key(heap.ids.id(from), heap.ids.id(to)), new Field("", ""));
  }

  /** The object that a thread local's entry is about, or NONE. */
  int referent(int entry) {
    Long id = referents.get(heap.ids.id(entry));
    return id == null ? ObjectIds.NONE : heap.ids.find(id);
  }

  /** What is in an array of bytes or chars; only names of threads are ever asked for. */
  String text(long arrayId) {
    return texts.getOrDefault(arrayId, "");
  }

  @Override
  public void classDump(HprofClass described) {
    Set<Long> targets = wanted.get(described.id());
    if (targets == null) {
      return;
    }
    String name = classes.name(classes.number(described.id()));
    for (HprofClass.Static each : described.statics()) {
      if (targets.contains(each.value())) {
        keep(described.id(), each.value(), new Field(name, classes.symbol(each.nameId())));
      }
    }
    if (targets.contains(described.loaderId())) {
      keep(described.id(), described.loaderId(), new Field(name, LOADER));
    }
  }

  @Override
  public void instance(long id, long classId, int length, HprofInput in) throws IOException {
    Set<Long> targets = wanted.get(id);
    boolean entry = entries.contains(id);
    if (targets == null && !entry) {
      return;
    }
    int left = length;
    List<HprofClass> upwards = new ArrayList<>(classes.lineage(classes.number(classId)));
    Collections.reverse(upwards);
    for (HprofClass each : upwards) {
      for (HprofClass.Field field : each.fields()) {
        int bytes = field.type().bytes(in.idSize());
        left -= bytes;
        if (left < 0) {
          return;
        }
        if (field.type() != BasicType.OBJECT) {
          in.skip(bytes);
        } else {
          value(id, each, field, in.id(), targets, entry);
        }
      }
    }
    if (targets != null && targets.contains(classId)) {
      String name = classes.name(classes.number(classId));
      keep(id, classId, new Field(name, CLASS));
    }
  }

  private void value(
      long id,
      HprofClass declaredBy,
      HprofClass.Field field,
      long value,
      Set<Long> targets,
      boolean entry) {
    if (value == 0) {
      return;
    }
    String name = classes.symbol(field.nameId());
    if (targets != null && targets.contains(value) && !name.equals("referent")) {
      keep(id, value, new Field(classes.name(classes.number(declaredBy.id())), name));
    }
    if (entry && name.equals("referent")) {
      referents.put(id, value);
    }
  }

  @Override
  public void objectArray(long id, long classId, int count, HprofInput in) throws IOException {
    Set<Long> targets = wanted.get(id);
    for (int i = 0; targets != null && i < count; i++) {
      long value = in.id();
      if (targets.contains(value)) {
        keep(id, value, new Field("", ELEMENT));
      }
    }
  }

  @Override
  public void primitiveArray(long id, BasicType type, int count, HprofInput in) throws IOException {
    if (!wantedTexts.contains(id)) {
      return;
    }
    byte[] text =
        new byte[(int) Math.min((long) count * type.bytes(in.idSize()), 2L * LONGEST_NAME)];
    in.read(text, 0, text.length);
    texts.put(
        id,
        new String(
            text,
            type == BasicType.CHAR ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1));
  }

  private void keep(long from, long to, Field field) {
    found.putIfAbsent(key(from, to), field);
  }

  private static long key(long from, long to) {
    return from * 31 + to * 0x9E37_79B9_7F4A_7C15L;
  }
}
