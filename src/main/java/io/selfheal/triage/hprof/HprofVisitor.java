package io.selfheal.triage.hprof;

import java.io.IOException;

/**
 * Hears of the records of a dump in the order in which they are written. What a method leaves of
 * its record's body is skipped; it must not read more than that.
 */
public interface HprofVisitor {
  /** A thread's stack has no place among the roots of others. */
  int NO_THREAD = 0;

  /** A name; its bytes (UTF-8) follow. */
  default void symbol(long id, int length, HprofInput in) throws IOException {}

  default void loadClass(int serial, long classId, long nameId) {}

  default void frame(long id, long methodNameId, int classSerial) {}

  /**
   * @param frames the ids of the upper ones
   */
  default void trace(int serial, int threadSerial, long[] frames) {}

  /**
   * @param thread the serial of the thread it belongs to, or {@link #NO_THREAD}
   * @param detail the number of its frame; of a thread the serial of its trace
   */
  default void root(RootKind kind, long id, int thread, int detail) {}

  default void classDump(HprofClass found) throws IOException {}

  /** Its fields follow, those of its own class first. */
  default void instance(long id, long classId, int length, HprofInput in) throws IOException {}

  /** Its ids follow. */
  default void objectArray(long id, long classId, int count, HprofInput in) throws IOException {}

  /** Its values follow. */
  default void primitiveArray(long id, BasicType type, int count, HprofInput in)
      throws IOException {}
}
