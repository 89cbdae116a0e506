package io.selfheal.incident.ledger;

import io.selfheal.alert.Alert;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import io.selfheal.rules.NoMatch;
import io.selfheal.rules.RuleDecision;
import io.selfheal.rules.RuleMatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes one notification in, element by element, within the writer's transaction. */
final class AlertIntake {
  private final AlertRows alerts;
  private final IncidentRows incidents;
  private final IncidentIds ids;
  private final Instant now;

  AlertIntake(Handle handle, IncidentIds ids, Instant now) {
    this.alerts = new AlertRows(handle, now);
    this.incidents = new IncidentRows(handle);
    this.ids = ids;
    this.now = now;
  }

  List<Receipt> take(List<Intake> intakes) {
    return intakes.stream().map(this::take).toList();
  }

  private Receipt take(Intake intake) {
    if (intake instanceof Intake.Decided decided) {
      return decided.alert().firing()
          ? firing(dated(decided.alert()), decided.decision())
          : resolved(decided.alert());
    }
    Intake.Quarantined quarantined = (Intake.Quarantined) intake;
    alerts.insert(quarantined);
    return new Receipt(
        Optional.empty(),
        Decision.QUARANTINED,
        Optional.empty(),
        Optional.empty(),
        quarantined.reason());
  }

  private Alert dated(Alert alert) {
    Instant since = alerts.fires(alert.fingerprint());
    return alert.startsAt().isPresent() ? alert : alert.startingAt(since);
  }

  private Receipt firing(Alert alert, RuleDecision decision) {
    Optional<Long> fresh = alerts.insert(alert);
    long number = fresh.orElseGet(() -> alerts.number(alert));
    Optional<KnownIncident> known =
        fresh.isPresent() ? Optional.empty() : incidents.ofAlert(number);
    if (known.isPresent()) {
      incidents.bringForward(known.get().id(), now);
      return receipt(alert, Decision.DUPLICATE, known);
    }
    if (decision instanceof RuleMatch match) {
      return open(alert, number, match.rule().name());
    }
    return fresh.isPresent()
        ? unmatched(alert, (NoMatch) decision)
        : receipt(alert, Decision.DUPLICATE, Optional.empty());
  }

  private Receipt open(Alert alert, long number, String rule) {
    KnownIncident opened = new KnownIncident(ids.next(now), rule);
    incidents.insert(opened, number, now);
    return receipt(alert, Decision.QUEUED, Optional.of(opened));
  }

  /** A repeated resolved marks again: an alert may have come in between. */
  private Receipt resolved(Alert undated) {
    Optional<Instant> since = alerts.firesNoMore(undated.fingerprint());
    Alert alert = undated.startsAt().isPresent() ? undated : undated.startingAt(since.orElse(now));
    boolean fresh = alerts.insert(alert).isPresent();
    incidents.resolve(alert.fingerprint(), now);
    return receipt(alert, fresh ? Decision.RESOLVED : Decision.DUPLICATE, Optional.empty());
  }

  private static Receipt unmatched(Alert alert, NoMatch why) {
    return new Receipt(
        Optional.of(alert.fingerprint()),
        Decision.NO_MATCH,
        Optional.empty(),
        Optional.empty(),
        why.reason());
  }

  private static Receipt receipt(Alert alert, Decision decision, Optional<KnownIncident> about) {
    return new Receipt(
        Optional.of(alert.fingerprint()),
        decision,
        about.map(KnownIncident::rule),
        about.map(KnownIncident::id),
        "");
  }
}
