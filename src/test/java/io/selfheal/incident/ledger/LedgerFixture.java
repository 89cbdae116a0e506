package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.firing;
import static io.selfheal.incident.ledger.Samples.target;

import io.selfheal.ManualClock;
import io.selfheal.alert.Alert;
import io.selfheal.incident.Claim;
import io.selfheal.incident.FactCheck;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What each part of the contract works on, and the short cuts that tests read well with. */
interface LedgerFixture {
  FactCheck NO_OBJECTION = facts -> Optional.empty();

  Ledger ledger();

  ManualClock clock();

  /** The same data after the service has stopped and started. */
  Ledger reopened();

  default Instant now() {
    return clock().instant();
  }

  default Receipt accept(Intake intake) {
    return ledger().accept(List.of(intake)).get(0);
  }

  default Receipt accept(Alert alert) {
    return accept(Samples.matched(alert));
  }

  default Claim claim() {
    return ledger().claim(now()).orElseThrow();
  }

  default Incident stored(Claim claim) {
    return ledger().incident(claim.incident().id()).orElseThrow();
  }

  /** Saves it, and hands on the claim to what was saved. */
  default Claim save(Claim claim, Incident next) {
    Optional<String> holder = ledger().save(claim, next);
    if (holder.isPresent()) {
      throw new AssertionError("the container is held by " + holder.get());
    }
    return claim.on(next);
  }

  default Claim reach(Claim claim, Stage stage) {
    return save(claim, claim.incident().reach(stage, now()));
  }

  /** An incident that is bound to the container of that pod and worked on. */
  default Claim bound(String pod) {
    return bound(pod, "payments");
  }

  default Claim bound(String pod, String namespace) {
    accept(firing(pod));
    Claim claim = claim();
    return reach(save(claim, claim.incident().boundTo(target(pod, namespace))), Stage.MATCHED);
  }
}
