package io.selfheal.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far an incident has come.
 *
 * @param reached when each stage was reached
 * @param attempts how often the present step has failed by surprise
 * @param dueAt when the present step is to run; meaningless once closed
 */
public record Progress(
    Map<Stage, Instant> reached,
    int attempts,
    Instant dueAt,
    Optional<Deferral> deferral,
    Optional<Conclusion> conclusion) {

  public Progress {
    reached = Collections.unmodifiableMap(new EnumMap<>(reached));
  }

  public static Progress received(Instant at) {
    return new Progress(Map.of(Stage.RECEIVED, at), 0, at, Optional.empty(), Optional.empty());
  }

  /** The latest stage reached. */
  public Stage stage() {
    return reached.keySet().stream().reduce((earlier, later) -> later).orElseThrow();
  }

  Progress reach(Stage stage, Instant at) {
    Map<Stage, Instant> all = new EnumMap<>(reached);
    all.put(stage, at);
    return new Progress(all, 0, at, Optional.empty(), conclusion);
  }

  Progress close(Conclusion end, Instant at) {
    Map<Stage, Instant> all = new EnumMap<>(reached);
    all.put(Stage.CLOSED, at);
    return new Progress(all, attempts, at, Optional.empty(), Optional.of(end));
  }

  Progress wait(Instant until, Optional<Deferral> why) {
    return new Progress(reached, attempts, until, why, conclusion);
  }

  Progress failed(Instant until) {
    return new Progress(reached, attempts + 1, until, deferral, conclusion);
  }
}
