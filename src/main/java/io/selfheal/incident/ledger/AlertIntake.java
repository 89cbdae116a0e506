package io.selfheal.incident.ledger;

import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Receipt;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Takes notifications in, within the writer's transaction. */
final class AlertIntake {
  private final AlertRows alerts;
  private final FiringAlerts firing;
  private final ResolvedAlerts resolved;

  AlertIntake(Handle handle, IncidentIds ids, Instant now) {
    IncidentRows incidents = new IncidentRows(handle);
    this.alerts = new AlertRows(handle, now);
    OutboxRows outbox = new OutboxRows(handle, now);
    this.firing = new FiringAlerts(alerts, incidents, outbox, ids, now);
    this.resolved = new ResolvedAlerts(alerts, incidents, outbox, now);
  }

  List<Receipt> take(List<Intake> intakes) {
    return Round.of(intakes).stream().flatMap(this::take).toList();
  }

  private Stream<Receipt> take(Round round) {
    alerts.insertQuarantined(round.quarantined());
    Map<Fingerprint, Receipt> receipts = new HashMap<>();
    receipts.putAll(resolved.take(round.resolved()));
    receipts.putAll(firing.take(round.firing()));
    return round.intakes().stream().map(intake -> receipt(intake, receipts));
  }

  private static Receipt receipt(Intake intake, Map<Fingerprint, Receipt> receipts) {
    return intake instanceof Intake.Decided decided
        ? receipts.get(decided.alert().fingerprint())
        : Receipts.quarantined((Intake.Quarantined) intake);
  }
}
