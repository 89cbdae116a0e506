package io.selfheal.incident;

import io.selfheal.evidence.Artefact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One response to one alert. Immutable: every change is a new value that the ledger makes durable.
 *
 * @param id sorts by time, fits a file name: {@code 20261121T024512-6f1c2a9b}
 * @param target empty until {@link Stage#MATCHED}
 */
public record Incident(
    String id,
    Origin origin,
    Optional<Target> target,
    Progress progress,
    List<Artefact> artefacts) {
  public Incident {
    artefacts = List.copyOf(artefacts);
  }

  public Stage stage() {
    return progress.stage();
  }

  public boolean closed() {
    return stage() == Stage.CLOSED;
  }

  public boolean resolved() {
    return origin.resolvedAt().isPresent();
  }

  /**
   * Whether it asks the gates, or may come to: nothing that ended before it was bound to a pod, and
   * nothing that only observed.
   */
  public boolean asks() {
    boolean bound = progress.reached().containsKey(Stage.MATCHED);
    boolean observed =
        progress.conclusion().map(end -> end.outcome() == Outcome.OBSERVED).orElse(false);
    return !observed && (bound || !closed());
  }

  /** How long it took from one stage to another; empty unless both were reached. */
  public Optional<Duration> between(Stage from, Stage to) {
    Instant start = progress.reached().get(from);
    Instant end = progress.reached().get(to);
    return start == null || end == null
        ? Optional.empty()
        : Optional.of(Duration.between(start, end));
  }

  public Incident boundTo(Target found) {
    return new Incident(id, origin, Optional.of(found), progress, artefacts);
  }

  public Incident reach(Stage stage, Instant at) {
    return with(progress.reach(stage, at));
  }

  public Incident close(Conclusion end, Instant at) {
    return with(progress.close(end, at));
  }

  public Incident defer(Reason reason, Instant now, Instant retryAt) {
    Instant since = progress.deferral().map(Deferral::since).orElse(now);
    return with(progress.wait(retryAt, Optional.of(new Deferral(reason, since, retryAt))));
  }

  /** Waits as it says, whatever it waited for before. */
  public Incident waitFor(Deferral wait) {
    return with(progress.wait(wait.retryAt(), Optional.of(wait)));
  }

  public Incident waitUntil(Instant instant) {
    return with(progress.wait(instant, progress.deferral()));
  }

  Incident failedUntil(Instant instant) {
    return with(progress.failed(instant));
  }

  /** With more files of evidence. */
  public Incident with(List<Artefact> more) {
    List<Artefact> all = Stream.concat(artefacts.stream(), more.stream()).toList();
    return new Incident(id, origin, target, progress, all);
  }

  private Incident with(Progress next) {
    return new Incident(id, origin, target, next, artefacts);
  }
}
