package io.selfheal.safety;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** People can stop the responder: everywhere, for a namespace, or for a workload. */
final class KillSwitchGate implements Gate {
  static final String ANNOTATION = "selfheal.io/paused";
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Supplier<Optional<String>> killSwitch;

  KillSwitchGate(Supplier<Optional<String>> killSwitch) {
    this.killSwitch = killSwitch;
  }

  @Override
  public Verdict check(Situation situation) {
    return killSwitch
        .get()
        .map(why -> stopped(situation, why))
        .orElseGet(() -> annotated(situation));
  }

  private static Verdict annotated(Situation situation) {
    if (annotated(situation.cluster().namespaceAnnotations())) {
      return stopped(
          situation, "The annotation " + ANNOTATION + " on the namespace stops the responder.");
    }
    boolean workload =
        situation.cluster().workload().map(found -> annotated(found.annotations())).orElse(false);
    return workload
        ? stopped(
            situation, "The annotation " + ANNOTATION + " on the workload stops the responder.")
        : Verdict.ALLOWED;
  }

  private static Verdict stopped(Situation situation, String sentence) {
    return Verdict.deferred("paused", sentence, situation.in(AGAIN));
  }

  /** Any value but {@code false} pauses: whoever writes the annotation means it. */
  private static boolean annotated(Map<String, String> annotations) {
    String value = annotations.get(ANNOTATION);
    return value != null && !value.equals("false");
  }
}
