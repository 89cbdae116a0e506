package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.HprofClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where the references stand in the body of an instance. */
final class References {
  static final int NONE = -1;

  private final int[] at;
  private final int referent;
  private final int length;
  private final long bytes;
  private final Role role;

  private References(int[] at, int referent, int length, long bytes, Role role) {
    this.at = at;
    this.referent = referent;
    this.length = length;
    this.bytes = bytes;
    this.role = role;
  }

  /** What an instance is, beside an object. */
  enum Role {
    OBJECT,
    STRING,
    THREAD,
    FINALIZER,
    DIRECT_BUFFER
  }

  private static final String REFERENCE = "java.lang.ref.Reference";
  private static final String REFERENT = "referent";
  private static final String DISCOVERED = "discovered";

  /** In bytes from the body's begin; what a weak reference is about is not among them. */
  int[] at() {
    return at;
  }

  /** Where the referent of one of Java's finalizers stands, or NONE. */
  int referent() {
    return referent;
  }

  /** Of the whole body. */
  int length() {
    return length;
  }

  /** Of the instance in the heap. */
  long bytes() {
    return bytes;
  }

  Role role() {
    return role;
  }

  static References of(ClassTable classes, int number, ObjectLayout layout, int idSize) {
    List<HprofClass> lineage = classes.lineage(number);
    Role role = role(classes, number);
    boolean letsGo = letsGo(classes, number);
    List<HprofClass> upwards = new ArrayList<>(lineage);
    Collections.reverse(upwards);
    List<Integer> places = new ArrayList<>();
    int referent = NONE;
    int place = 0;
    for (HprofClass each : upwards) {
      boolean ofReference = classes.name(classes.number(each.id())).equals(REFERENCE);
      for (HprofClass.Field field : each.fields()) {
        if (field.type() == BasicType.OBJECT) {
          String name = ofReference ? classes.symbol(field.nameId()) : "";
          if (name.equals(REFERENT) && role == Role.FINALIZER) {
            referent = place;
          } else if (!(letsGo && name.equals(REFERENT)) && !name.equals(DISCOVERED)) {
            places.add(place);
          }
        }
        place += field.type().bytes(idSize);
      }
    }
    int[] at = places.stream().mapToInt(Integer::intValue).toArray();
    return new References(at, referent, place, layout.instance(lineage), role);
  }

  /** What is softly held goes before memory runs out, so that it is not what fills a heap. */
  private static boolean letsGo(ClassTable classes, int number) {
    return classes.extendsClass(number, "java.lang.ref.SoftReference")
        || classes.extendsClass(number, "java.lang.ref.WeakReference")
        || classes.extendsClass(number, "java.lang.ref.PhantomReference");
  }

  private static Role role(ClassTable classes, int number) {
    return switch (classes.name(number)) {
      case "java.lang.String" -> Role.STRING;
      case "java.lang.ref.Finalizer" -> Role.FINALIZER;
      case "java.nio.DirectByteBuffer" -> Role.DIRECT_BUFFER;
      default -> classes.extendsClass(number, "java.lang.Thread") ? Role.THREAD : Role.OBJECT;
    };
  }
}
