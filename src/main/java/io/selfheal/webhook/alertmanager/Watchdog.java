package io.selfheal.webhook.alertmanager;

import io.selfheal.alert.Alert;
import io.selfheal.incident.Heartbeats;
import io.selfheal.incident.Intake;
import io.selfheal.rules.NoMatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The alert that always fires: while it comes by the webhook, others would too. It opens no
 * incident. To whichever of several responders it comes counts for all of them. The time counts
 * from the start at the earliest, so that an outage of ours is no alarm.
 */
public final class Watchdog {
  private static final NoMatch NOTED =
      new NoMatch("the watchdog: it shows that alerts reach the responder");

  private final WatchdogConfig config;
  private final Supplier<? extends Heartbeats> heartbeats;
  private final Clock clock;
  private final Instant start;

  /**
   * @param heartbeats where its coming is noted; may wait until the ledger is open
   */
  public Watchdog(WatchdogConfig config, Supplier<? extends Heartbeats> heartbeats, Clock clock) {
    this.config = config;
    this.heartbeats = heartbeats;
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Notes it among what the webhook brings, whatever becomes of that, and keeps it from rules. */
  public List<Intake> hear(List<Intake> intakes) {
    if (intakes.stream().anyMatch(this::fires)) {
      heartbeats.get().beat(config.alertname(), clock.instant());
    }
    return unruled(intakes);
  }

  /** Keeps it from rules, and notes nothing: it did not come by the webhook. */
  public List<Intake> unruled(List<Intake> intakes) {
    return intakes.stream().map(this::unruled).toList();
  }

  /** How long it has been away; throws a LedgerException when that cannot be told. */
  public Duration age() {
    Instant heard =
        heartbeats.get().lastBeat(config.alertname()).filter(start::isBefore).orElse(start);
    return Duration.between(heard, clock.instant());
  }

  /** How long it has been away, if that is too long. */
  public Optional<Duration> silence() {
    return Optional.of(age()).filter(age -> age.compareTo(config.silentFor()) >= 0);
  }

  public String alertname() {
    return config.alertname();
  }

  private Intake unruled(Intake intake) {
    return alert(intake).<Intake>map(alert -> new Intake.Decided(alert, NOTED)).orElse(intake);
  }

  private boolean fires(Intake intake) {
    return alert(intake).filter(Alert::firing).isPresent();
  }

  private Optional<Alert> alert(Intake intake) {
    return intake instanceof Intake.Decided decided
            && decided.alert().name().equals(config.alertname())
        ? Optional.of(decided.alert())
        : Optional.empty();
  }
}
