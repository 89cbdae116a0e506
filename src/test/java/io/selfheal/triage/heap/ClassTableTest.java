package io.selfheal.triage.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.triage.hprof.BasicType;
import io.selfheal.triage.hprof.HprofClass;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The classes of a dump, which may be nobody's. */
class ClassTableTest {
  private static final List<HprofClass.Field> MOST =
      Collections.nCopies(65_535, new HprofClass.Field(1, BasicType.INT));

  private final ClassTable classes = new ClassTable();

  @Test
  void fields_without_end_are_not_kept() {
    for (int id = 1; id <= 100; id++) {
      classes.add(new HprofClass(id, id - 1, 0, List.of(), MOST));
    }
    assertEquals(MOST, classes.described(0).fields());
    assertEquals(List.of(), classes.described(99).fields());
    assertTrue(fieldsOf(20) <= 2 * MOST.size(), "with all that it extends");
  }

  @Test
  void a_class_that_extends_itself_has_an_end() {
    classes.add(new HprofClass(1, 2, 0, List.of(), MOST.subList(0, 1)));
    classes.add(new HprofClass(2, 1, 0, List.of(), MOST.subList(0, 1)));
    assertTrue(fieldsOf(0) <= 256);
  }

  private int fieldsOf(int number) {
    return classes.lineage(number).stream().mapToInt(each -> each.fields().size()).sum();
  }
}
