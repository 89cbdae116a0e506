package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.HprofClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where a field stands in the body of an instance. */
final class FieldPlace {
  static final int NONE = -1;

  private FieldPlace() {}

  /** In bytes from the body's begin; NONE where there is no such field. */
  static int of(ClassTable classes, int number, String declaredBy, String name, int idSize) {
    List<HprofClass> upwards = new ArrayList<>(classes.lineage(number));
    Collections.reverse(upwards);
    int place = 0;
    for (HprofClass each : upwards) {
      boolean declares = classes.name(classes.number(each.id())).equals(declaredBy);
      for (HprofClass.Field field : each.fields()) {
        if (declares && classes.symbol(field.nameId()).equals(name)) {
          return place;
        }
        place += field.type().bytes(idSize);
      }
    }
    return NONE;
  }
}
