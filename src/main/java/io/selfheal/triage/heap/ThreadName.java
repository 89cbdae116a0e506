package io.selfheal.triage.heap;

import io.selfheal.triage.Mask;

/**
 * A thread's name as it may be shown: masked before it is cut, as half a secret looks like none.
 */
final class ThreadName {
  private static final int LONGEST = 60;

  private ThreadName() {}

  static String shown(String name) {
    String masked = Mask.of(name.replaceAll("[\\p{Cntrl}`]", "?"));
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "...";
  }
}
