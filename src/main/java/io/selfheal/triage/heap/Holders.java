package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.RootKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says in names who holds something, once the way to it is known. */
final class Holders {
  private static final HeapFacts.Holder UNKNOWN =
      new HeapFacts.Holder(HeapFacts.Kind.UNKNOWN, "", "", "", ObjectIds.NONE, List.of());

  private static final String VIRTUAL = "java.lang.VirtualThread";

  private final RetainedHeap heap;
  private final KindPass kinds;
  private final Ways ways;
  private final NamePass names;
  private final Map<Integer, IdPass.Root> roots = new HashMap<>();

  Holders(RetainedHeap heap, KindPass kinds, Ways ways, NamePass names) {
    this.heap = heap;
    this.kinds = kinds;
    this.ways = ways;
    this.names = names;
    for (IdPass.Root root : heap.dump.roots) {
      int object = heap.ids.find(root.id());
      if (object != ObjectIds.NONE && root.kind() != RootKind.STICKY_CLASS) {
        roots.merge(object, root, Holders::clearer);
      }
    }
  }

  private static IdPass.Root clearer(IdPass.Root a, IdPass.Root b) {
    return a.kind() == RootKind.THREAD || a.kind() == RootKind.JAVA_FRAME ? a : b;
  }

  HeapFacts.Holder of(Ways.Way way) {
    if (way == null) {
      return UNKNOWN;
    }
    List<String> path = path(way);
    for (int i = way.limit() - 1; i >= 0; i--) {
      NamePass.Field field = field(way, i);
      if (ways.threadLocalEntry(way.objects().get(i))) {
        return threadLocal(way, i, path);
      }
      if (named(field) && !field.pseudo() && !ClassName.ofJava(field.declaredBy())) {
        return byField(way, i, field, path);
      }
    }
    return byRoot(way, path);
  }

  /** Empty where it is no thread. */
  String thread(int object) {
    Integer name = heap.graph.threadNames.get(object);
    Long text = name == null ? null : kinds.nameTexts.get(name);
    return text == null ? "" : ThreadName.shown(names.text(text));
  }

  /** One that has not begun or has ended is an object as others are. */
  private boolean lives(int thread) {
    IdPass.Root root = roots.get(thread);
    boolean runs = root != null && root.kind() == RootKind.THREAD;
    return runs || kinds.name(thread).equals(VIRTUAL);
  }

  private HeapFacts.Holder byField(Ways.Way way, int at, NamePass.Field field, List<String> path) {
    boolean isStatic = kinds.isClass(way.objects().get(at));
    return new HeapFacts.Holder(
        isStatic ? HeapFacts.Kind.STATIC : HeapFacts.Kind.FIELD,
        text(field),
        type(way, at + 1),
        isStatic ? "" : root(way, at),
        way.objects().get(at),
        path);
  }

  private HeapFacts.Holder threadLocal(Ways.Way way, int entry, List<String> path) {
    return new HeapFacts.Holder(
        HeapFacts.Kind.THREAD_LOCAL,
        threadLocalField(way.objects().get(entry)),
        type(way, entry + 1),
        threadAbove(way, entry),
        way.objects().get(entry),
        path);
  }

  private HeapFacts.Holder byRoot(Ways.Way way, List<String> path) {
    for (int i = Math.min(way.limit(), way.objects().size() - 1); i >= 0; i--) {
      String thread = thread(way.objects().get(i));
      if (!thread.isEmpty() && lives(way.objects().get(i))) {
        return new HeapFacts.Holder(
            HeapFacts.Kind.THREAD,
            partOfJava(way, i),
            type(way, i),
            "thread `" + thread + "`",
            way.objects().get(i),
            path);
      }
    }
    int first = way.objects().get(0);
    if (way.objects().size() > 1 && kinds.isClass(first) && way.limit() > 0) {
      return byField(way, 0, field(way, 0), path);
    }
    IdPass.Root root = roots.get(first);
    boolean frame =
        root != null && (root.kind() == RootKind.JAVA_FRAME || root.kind() == RootKind.JNI_LOCAL);
    return new HeapFacts.Holder(
        frame ? HeapFacts.Kind.LOCAL : HeapFacts.Kind.OUTSIDE,
        frame ? method(root) : "native code",
        type(way, 0),
        frame ? threadOf(root) : "",
        first,
        path);
  }

  /** The field next to what is held that is none of a collection's inner parts. */
  private String partOfJava(Ways.Way way, int from) {
    for (int i = way.limit() - 1; i > from; i--) {
      NamePass.Field field = field(way, i);
      if (named(field) && !HeapText.infrastructure(field.declaredBy())) {
        return text(field);
      }
    }
    return "";
  }

  /** What holds the holder itself. */
  private String root(Ways.Way way, int below) {
    for (int i = below - 1; i >= 0; i--) {
      int object = way.objects().get(i);
      if (ways.threadLocalEntry(object)) {
        return "the ThreadLocal `%s` of %s"
            .formatted(threadLocalField(object), threadAbove(way, i));
      }
      if (!thread(object).isEmpty() && lives(object)) {
        return "thread `" + thread(object) + "`" + by(way, i, below);
      }
    }
    int first = way.objects().get(0);
    if (kinds.isClass(first) && below > 0) {
      return "static `" + text(field(way, 0)) + "`";
    }
    IdPass.Root root = roots.get(first);
    boolean frame = root != null && root.kind() == RootKind.JAVA_FRAME;
    return frame
        ? "a local variable of `%s` in %s%s"
            .formatted(method(root), threadOf(root), by(way, 0, below))
        : "";
  }

  /** The outermost field of the application on the way down to the holder. */
  private String by(Ways.Way way, int from, int below) {
    for (int i = from; i < below; i++) {
      NamePass.Field field = field(way, i);
      boolean application =
          named(field) && !field.pseudo() && !ClassName.ofJava(field.declaredBy());
      if (application && !field.declaredBy().contains("$$Lambda")) {
        return " through `" + text(field) + "`";
      }
    }
    return "";
  }

  private String threadAbove(Ways.Way way, int below) {
    for (int i = below; i >= 0; i--) {
      String name = thread(way.objects().get(i));
      if (!name.isEmpty()) {
        return "thread `" + name + "`";
      }
    }
    return "a thread";
  }

  private String threadLocalField(int entry) {
    int local = names.referent(entry);
    if (local == ObjectIds.NONE) {
      return "a ThreadLocal that is gone";
    }
    long id = heap.ids.id(local);
    ClassTable classes = heap.dump.classes;
    for (int number = 0; number < classes.size(); number++) {
      HprofClass found = classes.described(number);
      for (HprofClass.Static each :
          found == null ? List.<HprofClass.Static>of() : found.statics()) {
        if (each.value() == id) {
          return ClassName.simple(classes.name(number)) + "." + classes.symbol(each.nameId());
        }
      }
    }
    return ClassName.simple(kinds.name(local));
  }

  private String method(IdPass.Root root) {
    long[] frames = heap.dump.traces.getOrDefault(root.thread(), new long[0]);
    int number = root.detail();
    if (number < 0 || number >= frames.length) {
      return "a method";
    }
    IdPass.Frame frame = heap.dump.frames.get(frames[number]);
    if (frame == null) {
      return "a method";
    }
    ClassTable classes = heap.dump.classes;
    Long classId = heap.dump.classIds.get(frame.classSerial());
    String declaredBy = classId == null ? "" : classes.name(classes.number(classId));
    return ClassName.simple(declaredBy) + "." + classes.symbol(frame.methodNameId());
  }

  private String threadOf(IdPass.Root root) {
    for (IdPass.Root each : heap.dump.roots) {
      if (each.kind() == RootKind.THREAD && each.thread() == root.thread()) {
        String name = thread(heap.ids.find(each.id()));
        return name.isEmpty() ? "a thread" : "thread `" + name + "`";
      }
    }
    return "a thread";
  }

  private List<String> path(Ways.Way way) {
    List<String> path = new ArrayList<>();
    for (int i = 0; i < way.objects().size() && i < 60; i++) {
      int object = way.objects().get(i);
      String thread = thread(object);
      String name = kinds.name(object) + (thread.isEmpty() ? "" : " `" + thread + "`");
      String by = i + 1 < way.objects().size() ? " ." + field(way, i).name() : "";
      path.add(name + by.replace(".[", "["));
    }
    return path;
  }

  private NamePass.Field field(Ways.Way way, int at) {
    return at + 1 < way.objects().size()
        ? names.field(way.objects().get(at), way.objects().get(at + 1))
        : new NamePass.Field("", "");
  }

  private static boolean named(NamePass.Field field) {
    return !field.declaredBy().isEmpty();
  }

  private String type(Ways.Way way, int at) {
    return ClassName.simple(kinds.name(way.objects().get(Math.min(at, way.objects().size() - 1))));
  }

  private static String text(NamePass.Field field) {
    return ClassName.simple(field.declaredBy()) + "." + field.name();
  }
}
