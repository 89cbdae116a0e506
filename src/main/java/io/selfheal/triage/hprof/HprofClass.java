package io.selfheal.triage.hprof;

import java.util.List;

/**
 * A class as a dump describes it.
 *
 * @param superId 0 where there is none
 * @param loaderId 0 for the JVM's own
 * @param statics those that refer to an object
 * @param fields its own, in the order of an instance's body
 */
public record HprofClass(
    long id, long superId, long loaderId, List<Static> statics, List<Field> fields) {
  /**
   * @param value the id of an object, or 0
   */
  public record Static(long nameId, long value) {}

  public record Field(long nameId, BasicType type) {}
}
