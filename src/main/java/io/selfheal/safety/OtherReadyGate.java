package io.selfheal.safety;

import io.selfheal.kubernetes.Pod;
import java.time.Duration;

/** Enough other pods of the workload must be Ready to carry its load. */
final class OtherReadyGate implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(15);

  private final int least;

  OtherReadyGate(int least) {
    this.least = least;
  }

  @Override
  public Verdict check(Situation situation) {
    int wanted = situation.match().rule().limits().minOtherReady().orElse(least);
    long ready = situation.cluster().siblings().stream().filter(OtherReadyGate::serves).count();
    if (ready >= wanted) {
      return Verdict.ALLOWED;
    }
    return Verdict.deferred(
        "other-ready",
        ready
            + " other pods of the workload are Ready; the setting limits.minOtherReady asks for "
            + wanted
            + ".",
        situation.in(AGAIN));
  }

  private static boolean serves(Pod pod) {
    return pod.ready() && !pod.terminating();
  }
}
