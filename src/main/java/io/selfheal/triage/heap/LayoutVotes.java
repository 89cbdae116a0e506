package io.selfheal.triage.heap;

import io.selfheal.triage.hprof.BasicType;

/** Which layout the distances between arrays and what lies behind them speak for. */
final class LayoutVotes {
  private static final ObjectLayout[] LAYOUTS = ObjectLayout.values();

  private final long[] votes = new long[LAYOUTS.length];
  private long array;
  private BasicType element = BasicType.BYTE;
  private int count;

  void array(long id, BasicType type, int elements) {
    object(id);
    array = id;
    element = type;
    count = elements;
  }

  void object(long id) {
    if (array == 0) {
      return;
    }
    long distance = id - array;
    array = 0;
    for (ObjectLayout each : LAYOUTS) {
      if (each.array(element, count) == distance) {
        votes[each.ordinal()]++;
      }
    }
  }

  ObjectLayout winner() {
    ObjectLayout best = ObjectLayout.COMPRESSED;
    for (ObjectLayout each : LAYOUTS) {
      best = votes[each.ordinal()] > votes[best.ordinal()] ? each : best;
    }
    return best;
  }
}
