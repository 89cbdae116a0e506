package io.selfheal.incident.ledger;

import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import io.selfheal.rules.NoMatch;
import java.util.Optional;

/** One receipt for each thing that can become of an intake. */
final class Receipts {
  private Receipts() {}

  static Receipt queued(Fingerprint fingerprint, KnownIncident incident) {
    return about(fingerprint, Decision.QUEUED, Optional.of(incident));
  }

  static Receipt duplicate(Fingerprint fingerprint, Optional<KnownIncident> incident) {
    return about(fingerprint, Decision.DUPLICATE, incident);
  }

  static Receipt resolved(Fingerprint fingerprint) {
    return about(fingerprint, Decision.RESOLVED, Optional.empty());
  }

  static Receipt unmatched(Fingerprint fingerprint, NoMatch why) {
    return new Receipt(
        Optional.of(fingerprint),
        Decision.NO_MATCH,
        Optional.empty(),
        Optional.empty(),
        why.reason());
  }

  static Receipt quarantined(Intake.Quarantined what) {
    return new Receipt(
        Optional.empty(), Decision.QUARANTINED, Optional.empty(), Optional.empty(), what.reason());
  }

  private static Receipt about(
      Fingerprint fingerprint, Decision decision, Optional<KnownIncident> incident) {
    return new Receipt(
        Optional.of(fingerprint),
        decision,
        incident.map(KnownIncident::rule),
        incident.map(KnownIncident::id),
        "");
  }
}
