package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.HprofInput;
import io.selfheal.triage.hprof.HprofVisitor;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Second time through a dump: who refers to whom, and how large each object is. Objects that one
 * other object alone refers to, and that refer to nothing else, are folded into that one: most are
 * like that, and need no place in the graph.
 */
final class ReferenceGraph implements HprofVisitor {
  static final int UNIT = 8;
  private static final int LAST = Integer.MIN_VALUE;
  private static final int PLACE = Integer.MAX_VALUE;
  private static final int NONE = -1;
  private static final int ROUNDS = 4;
  private static final byte ONE = 1;
  private static final byte MANY = 2;
  private static final byte FOLDED = 4;
  private static final long MIRROR = 112;

  private final IdPass dump;
  private final ObjectIds ids;
  private final ObjectLayout layout;
  private final boolean[] passing;

  /** Of an object in units of 8 bytes; later with what it retains. */
  final int[] sizes;

  /** Of an object the place of its first target; once it is folded its owner. */
  final int[] links;

  private int[] targets;
  private int end;
  private final byte[] marks;

  /** Finalizers' referents, and threads' names, as pairs of numbers. */
  final Map<Integer, Integer> referents = new HashMap<>();

  final Map<Integer, Integer> threadNames = new HashMap<>();

  /** The arrays that hold what is in a string. */
  final BitSet texts = new BitSet();

  private References[] references = new References[1 << 10];
  private final Map<Integer, Integer> nameAt = new HashMap<>();
  private long lastClass;
  private int lastNumber = NONE;

  ReferenceGraph(IdPass dump) throws TooBig {
    this.dump = dump;
    this.ids = dump.ids;
    this.layout = dump.layout();
    this.passing = passing(dump.classes);
    int objects = ids.size();
    sizes = new int[objects];
    links = new int[objects];
    Arrays.fill(links, NONE);
    marks = new byte[objects];
    targets = new int[(int) Math.min(dump.references() + objects / 8, PLACE - 8)];
  }

  /** Whether a class is one of several of its name: then it may be what its loader left behind. */
  private static boolean[] passing(ClassTable classes) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (int number = 0; number < classes.size(); number++) {
      if (classes.described(number) != null && !seen.add(classes.name(number))) {
        twice.add(classes.name(number));
      }
    }
    boolean[] passing = new boolean[classes.size()];
    for (int number = 0; number < passing.length && !twice.isEmpty(); number++) {
      HprofClass found = classes.described(number);
      passing[number] =
          found != null && found.loaderId() != 0 && twice.contains(classes.name(number));
    }
    return passing;
  }

  boolean passing(int classNumber) {
    return classNumber < passing.length && passing[classNumber];
  }

  @Override
  public void classDump(HprofClass found) throws TooBig {
    int number = begin(found.id());
    if (number == NONE) {
      return;
    }
    for (HprofClass.Static each : found.statics()) {
      edge(each.value());
    }
    edge(found.loaderId());
    finish(number, MIRROR + 4L * found.statics().size());
  }

  @Override
  public void instance(long id, long classId, int length, HprofInput in) throws IOException {
    int number = begin(id);
    if (number == NONE) {
      return;
    }
    int classNumber = classNumber(classId);
    References refs = references(classNumber, in.idSize());
    if (refs == null || refs.length() != length) {
      finish(number, length);
      return;
    }
    int begun = end;
    int place = 0;
    int nameAt = refs.role() == References.Role.THREAD ? nameAt(classNumber, in.idSize()) : NONE;
    for (int at : refs.at()) {
      if (refs.referent() != NONE && refs.referent() < at && refs.referent() >= place) {
        in.skip(refs.referent() - place);
        referent(number, in.id());
        place = refs.referent() + in.idSize();
      }
      in.skip(at - place);
      long target = in.id();
      place = at + in.idSize();
      int found = edge(target);
      if (at == nameAt && found != NONE) {
        threadNames.put(number, found);
      }
    }
    if (refs.referent() >= place) {
      in.skip(refs.referent() - place);
      referent(number, in.id());
    }
    if (refs.role() == References.Role.STRING && end > begun) {
      texts.set(targets[begun]);
    }
    if (passing(classNumber)) {
      edge(classId);
    }
    finish(number, refs.bytes());
  }

  @Override
  public void objectArray(long id, long classId, int count, HprofInput in) throws IOException {
    int number = begin(id);
    if (number == NONE) {
      return;
    }
    for (int i = 0; i < count; i++) {
      edge(in.id());
    }
    finish(number, layout.array(BasicType.OBJECT, count));
  }

  @Override
  public void primitiveArray(long id, BasicType type, int count, HprofInput in) throws TooBig {
    int number = begin(id);
    if (number != NONE) {
      finish(number, layout.array(type, count));
    }
  }

  /** Another holds on to it too, from outside of the heap. */
  void root(int number) {
    marks[number] = (byte) (marks[number] & FOLDED | MANY);
  }

  /** Folds objects into their owners, the smallest first. Roots are to be told before. */
  void fold() {
    for (int round = 0; round < ROUNDS; round++) {
      int folded = 0;
      for (int number = 0; number < links.length; number++) {
        if (marks[number] == ONE && onlyFolded(number)) {
          takeIn(number);
          marks[number] = ONE | FOLDED;
          folded++;
        }
      }
      if (folded == 0) {
        break;
      }
    }
    for (int number = 0; number < links.length; number++) {
      if (!folded(number)) {
        takeIn(number);
      }
    }
  }

  boolean folded(int number) {
    return (marks[number] & FOLDED) != 0;
  }

  int objects() {
    return links.length;
  }

  /** Those references of an object that is in the graph which lead to others in the graph. */
  int copyTargets(int number, int[] into, int from) {
    int at = from;
    int place = links[number];
    while (place != NONE) {
      int target = targets[place] & PLACE;
      if (!folded(target)) {
        into[at++] = target;
      }
      place = targets[place] < 0 ? NONE : place + 1;
    }
    return at;
  }

  int countTargets(int number) {
    int count = 0;
    int place = links[number];
    while (place != NONE) {
      count += folded(targets[place] & PLACE) ? 0 : 1;
      place = targets[place] < 0 ? NONE : place + 1;
    }
    return count;
  }

  void forgetTargets() {
    targets = new int[0];
  }

  private boolean onlyFolded(int number) {
    return countTargets(number) == 0;
  }

  private void takeIn(int number) {
    int place = links[number];
    while (place != NONE) {
      int target = targets[place] & PLACE;
      if (folded(target)) {
        sizes[number] += sizes[target];
        links[target] = number;
      }
      place = targets[place] < 0 ? NONE : place + 1;
    }
  }

  private int begin(long id) {
    int number = ids.find(id);
    begun = end;
    return number != NONE && links[number] == NONE && sizes[number] == 0 ? number : NONE;
  }

  private int begun;

  private int edge(long id) throws TooBig {
    int target = id == 0 ? NONE : ids.find(id);
    if (target == NONE) {
      return NONE;
    }
    if (end == targets.length) {
      grow();
    }
    targets[end++] = target;
    if (marks[target] < MANY) {
      marks[target]++;
    }
    return target;
  }

  private void grow() throws TooBig {
    if (targets.length > PLACE / 5 * 4) {
      throw new TooBig("it has more than two milliards of references");
    }
    targets = Arrays.copyOf(targets, targets.length / 4 * 5 + 16);
  }

  private void finish(int number, long bytes) {
    sizes[number] = (int) Math.min(PLACE, Math.max(1, (bytes + UNIT - 1) / UNIT));
    if (end > begun) {
      targets[end - 1] |= LAST;
      links[number] = begun;
    }
  }

  private void referent(int number, long id) {
    int found = id == 0 ? NONE : ids.find(id);
    if (found != NONE) {
      referents.put(number, found);
    }
  }

  private References references(int classNumber, int idSize) {
    if (classNumber == NONE) {
      return null;
    }
    if (classNumber >= references.length) {
      references = Arrays.copyOf(references, Math.max(classNumber + 1, references.length * 2));
    }
    if (references[classNumber] == null) {
      references[classNumber] = References.of(dump.classes, classNumber, layout, idSize);
    }
    return references[classNumber];
  }

  private int nameAt(int classNumber, int idSize) {
    return nameAt.computeIfAbsent(
        classNumber, n -> FieldPlace.of(dump.classes, n, "java.lang.Thread", "name", idSize));
  }

  private int classNumber(long classId) {
    if (classId != lastClass) {
      lastClass = classId;
      lastNumber = dump.classes.number(classId);
    }
    return lastNumber;
  }
}
