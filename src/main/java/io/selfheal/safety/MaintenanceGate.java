package io.selfheal.safety;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps still while people work on the cluster: what they do looks like sickness. */
final class MaintenanceGate implements Gate {
  private final List<MaintenanceWindow> windows;

  MaintenanceGate(List<MaintenanceWindow> windows) {
    this.windows = List.copyOf(windows);
  }

  @Override
  public Verdict check(Situation situation) {
    return windows.stream()
        .map(window -> window.until(situation.now()))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .map(MaintenanceGate::keepStill)
        .orElse(Verdict.ALLOWED);
  }

  private static Verdict keepStill(Instant end) {
    return Verdict.deferred(
        "maintenance", "A window of the setting maintenance is on until " + end + ".", end);
  }
}
