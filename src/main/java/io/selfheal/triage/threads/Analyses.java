package io.selfheal.triage.threads;

import io.selfheal.triage.Finding;
import java.util.List;

/** All of them, in the order in which one explains what the next would see. */
final class Analyses {
  private static final List<Analysis> ALL =
      List.of(
          new Deadlocks(),
          new Contention(),
          new Starvation(),
          new Pinning(),
          new GarbageCollection(),
          new HotThreads(),
          new Exhaustion(),
          new ThreadLeaks());

  private Analyses() {}

  static List<Finding> of(Series series) {
    Scene scene = new Scene(series);
    return ALL.stream().flatMap(analysis -> analysis.findings(scene).stream()).toList();
  }
}
