package io.selfheal.reliability.matrix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Which boundary, counted from 1, meets which fault.
 *
 * @param faults nothing happens at the others
 */
record Plan(Map<Integer, Fault> faults) {
  static final Plan NOTHING = new Plan(Map.of());

  private static final List<Fault> FAULTS = List.of(Fault.values());

  /** Most runs pass about as many boundaries as this. */
  private static final int SPAN = 180;

  private static final int ONE_MORE_IN = 3;

  static Plan of(int boundary, Fault fault) {
    return new Plan(Map.of(boundary, fault));
  }

  /** One fault, sometimes two or three. */
  static Plan random(Random random) {
    Map<Integer, Fault> faults = new TreeMap<>();
    int at = 0;
    do {
      at += 1 + random.nextInt(SPAN);
      faults.put(at, FAULTS.get(random.nextInt(FAULTS.size())));
    } while (random.nextInt(ONE_MORE_IN) == 0);
    return new Plan(faults);
  }

  Optional<Fault> at(int boundary) {
    return Optional.ofNullable(faults.get(boundary));
  }
}
