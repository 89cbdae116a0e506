package io.selfheal.reliability.matrix;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import java.time.Instant;
import java.util.Optional;

/** One alert from its beginning to its end, and the container that is ill meanwhile. */
final class Episode {
  private final Alert firing;
  private final String pod;
  private final Optional<String> container;
  private boolean over;

  /**
   * @param pod the one that the labels name
   * @param container the one that bears the name when the alert begins, if any does
   */
  Episode(Labels labels, String pod, Optional<LivePod> container, Instant startsAt) {
    this.firing =
        new Alert(
            Fingerprint.of(labels), AlertStatus.FIRING, labels, Labels.NONE, Optional.of(startsAt));
    this.pod = pod;
    this.container = container.map(LivePod::container);
  }

  String pod() {
    return pod;
  }

  boolean isAbout(LivePod live) {
    return live.ref().name().equals(pod) && container.equals(Optional.of(live.container()));
  }

  boolean over() {
    return over;
  }

  void end() {
    over = true;
  }

  Alert firing() {
    return firing;
  }

  Alert resolved() {
    return end(firing);
  }

  /** The resolved of a firing alert. */
  static Alert end(Alert firing) {
    return new Alert(
        firing.fingerprint(),
        AlertStatus.RESOLVED,
        firing.labels(),
        firing.annotations(),
        firing.startsAt());
  }
}
