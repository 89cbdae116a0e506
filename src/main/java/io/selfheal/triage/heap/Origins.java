package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.HprofClass;
import io.selfheal.triage.hprof.RootKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where all that lives is reached from. */
final class Origins {
  /** Objects that are reached from the first of these are shown so, whatever else reaches them. */
  private enum Kind {
    APPLICATION_CLASS,
    THREAD,
    CLASS,
    OUTSIDE,
    FRAME
  }

  private final Map<Kind, List<Integer>> all = new EnumMap<>(Kind.class);

  private Origins() {}

  static Origins of(IdPass dump, ReferenceGraph graph) {
    Origins origins = new Origins();
    for (int number = 0; number < dump.classes.size(); number++) {
      HprofClass found = dump.classes.described(number);
      int object = found == null ? ObjectIds.NONE : dump.ids.find(found.id());
      if (object != ObjectIds.NONE && !graph.passing(number)) {
        boolean java = ClassName.ofJava(dump.classes.name(number));
        origins.add(java ? Kind.CLASS : Kind.APPLICATION_CLASS, object);
      }
    }
    for (IdPass.Root root : dump.roots) {
      int object = dump.ids.find(root.id());
      if (object != ObjectIds.NONE && root.kind() != RootKind.STICKY_CLASS) {
        origins.add(kind(root.kind()), object);
      }
    }
    return origins;
  }

  /** The objects of one kind each, the clearest kind first. */
  List<int[]> objects() {
    return all.values().stream().map(Origins::array).toList();
  }

  /** Those that run. */
  int[] threads() {
    return array(all.getOrDefault(Kind.THREAD, List.of()));
  }

  private static int[] array(List<Integer> objects) {
    return objects.stream().mapToInt(Integer::intValue).toArray();
  }

  private void add(Kind kind, int object) {
    all.computeIfAbsent(kind, any -> new ArrayList<>()).add(object);
  }

  private static Kind kind(RootKind kind) {
    return switch (kind) {
      case THREAD -> Kind.THREAD;
      case JAVA_FRAME, JNI_LOCAL, NATIVE_STACK -> Kind.FRAME;
      default -> Kind.OUTSIDE;
    };
  }
}
