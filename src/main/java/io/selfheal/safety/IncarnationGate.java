package io.selfheal.safety;

import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.Pod;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be removed must have been there when the alert began; clocks that differ never speak
 * for acting.
 */
final class IncarnationGate implements Gate {
  private final SafetyConfig.AlertLimits limits;

  IncarnationGate(SafetyConfig.AlertLimits limits) {
    this.limits = limits;
  }

  @Override
  public Verdict check(Situation situation) {
    if (limits.incarnation() == Incarnation.ANY) {
      return Verdict.ALLOWED;
    }
    Optional<Instant> started = started(situation);
    if (started.isEmpty()) {
      return Verdict.refused("incarnation", "It is not known when the " + subject() + " started.");
    }
    Instant latest = situation.startsAt().minus(limits.clockSkew());
    return started.get().isAfter(latest) ? tooYoung(started.get(), situation) : Verdict.ALLOWED;
  }

  private Verdict tooYoung(Instant started, Situation situation) {
    return Verdict.refused(
        "incarnation",
        "The "
            + subject()
            + " started at "
            + started
            + ", not at least "
            + Words.duration(limits.clockSkew())
            + " before the alert began at "
            + situation.startsAt()
            + "; see limits.incarnation and limits.clockSkew.");
  }

  private String subject() {
    return limits.incarnation() == Incarnation.POD ? "pod" : "container";
  }

  private Optional<Instant> started(Situation situation) {
    Optional<Pod> pod = situation.cluster().pod();
    if (limits.incarnation() == Incarnation.POD) {
      return pod.flatMap(found -> found.meta().startedAt());
    }
    return situation
        .incident()
        .target()
        .flatMap(target -> pod.flatMap(found -> found.container(target.jvm().container())))
        .flatMap(Container::startedAt);
  }
}
