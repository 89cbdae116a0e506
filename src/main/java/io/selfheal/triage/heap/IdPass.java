package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.HprofInput;
import io.selfheal.triage.hprof.HprofVisitor;
import io.selfheal.triage.hprof.RootKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** First time through a dump: its classes, its roots, and the addresses of its objects. */
final class IdPass implements HprofVisitor {
  private static final int MOST_ROOTS = 4_000_000;

  /**
   * @param thread the serial of the thread it belongs to
   * @param detail the number of its frame; of a thread the serial of its trace
   */
  record Root(RootKind kind, long id, int thread, int detail) {}

  /**
   * A method that was on a stack.
   *
   * @param classSerial of the class it is of
   */
  record Frame(long methodNameId, int classSerial) {}

  final ClassTable classes = new ClassTable();
  final ObjectIds ids = new ObjectIds();
  final List<Root> roots = new ArrayList<>();
  final Map<Long, Frame> frames = new HashMap<>();

  /** By the thread's serial. */
  final Map<Integer, long[]> traces = new HashMap<>();

  /** By the class' serial. */
  final Map<Integer, Long> classIds = new HashMap<>();

  private final LayoutVotes votes = new LayoutVotes();
  private long references;

  @Override
  public void symbol(long id, int length, HprofInput in) throws IOException {
    classes.symbol(id, length, in);
  }

  @Override
  public void loadClass(int serial, long classId, long nameId) {
    classes.named(classId, nameId);
    classIds.put(serial, classId);
  }

  @Override
  public void frame(long id, long methodNameId, int classSerial) {
    frames.put(id, new Frame(methodNameId, classSerial));
  }

  @Override
  public void trace(int serial, int threadSerial, long[] frameIds) {
    if (threadSerial != NO_THREAD) {
      traces.put(threadSerial, frameIds);
    }
  }

  @Override
  public void root(RootKind kind, long id, int thread, int detail) {
    if (roots.size() < MOST_ROOTS) {
      roots.add(new Root(kind, id, thread, detail));
    }
  }

  @Override
  public void classDump(HprofClass found) throws IOException {
    classes.add(found);
    ids.add(found.id());
    references += found.statics().size() + 1L;
  }

  @Override
  public void instance(long id, long classId, int length, HprofInput in) throws IOException {
    votes.object(id);
    ids.add(id);
    references += length / Integer.BYTES > 0 ? slots(classId) : 0;
  }

  @Override
  public void objectArray(long id, long classId, int count, HprofInput in) throws IOException {
    votes.array(id, BasicType.OBJECT, count);
    ids.add(id);
    for (int i = 0; i < count; i++) {
      references += in.id() == 0 ? 0 : 1;
    }
  }

  @Override
  public void primitiveArray(long id, BasicType type, int count, HprofInput in) throws IOException {
    votes.array(id, type, count);
    ids.add(id);
  }

  ObjectLayout layout() {
    return votes.winner();
  }

  /** At most so many, null or not. */
  long references() {
    return references;
  }

  private int[] slots = new int[1 << 10];
  private long lastClass;
  private int lastSlots;

  private int slots(long classId) {
    if (classId != lastClass) {
      lastClass = classId;
      lastSlots = slotsOf(classes.number(classId));
    }
    return lastSlots;
  }

  private int slotsOf(int number) {
    if (number == LongIndex.NONE) {
      return 0;
    }
    if (number >= slots.length) {
      slots = java.util.Arrays.copyOf(slots, number * 2);
    }
    if (slots[number] == 0) {
      long count =
          classes.lineage(number).stream()
              .flatMap(each -> each.fields().stream())
              .filter(field -> field.type() == BasicType.OBJECT)
              .count();
      slots[number] = (int) count + 1;
    }
    return slots[number] - 1;
  }
}
