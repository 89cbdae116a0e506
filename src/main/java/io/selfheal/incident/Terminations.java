package io.selfheal.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The newest terminations around an incident, its own left out, the newest first; of each list at
 * most as many as the largest budget may allow, {@link io.selfheal.config.Rate#MOST}.
 *
 * @param ofNamespace when those of all workloads in the incident's namespace were reserved
 * @param ofAll the same of all namespaces
 */
public record Terminations(
    List<Termination> ofWorkload, List<Instant> ofNamespace, List<Instant> ofAll) {
  public static final Terminations NONE = new Terminations(List.of(), List.of(), List.of());

  public Terminations {
    ofWorkload = List.copyOf(ofWorkload);
    ofNamespace = List.copyOf(ofNamespace);
    ofAll = List.copyOf(ofAll);
  }

  public List<Instant> timesOfWorkload() {
    return ofWorkload.stream().map(Termination::at).toList();
  }

  Optional<Instant> last() {
    return ofWorkload.stream().findFirst().map(Termination::at);
  }
}
