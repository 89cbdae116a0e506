package io.selfheal.webhook;

import io.selfheal.alert.Alert;
import io.selfheal.incident.Inbox;
import io.selfheal.incident.Intake;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import io.selfheal.rules.RuleMatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An inbox in memory that decides as the ledger does, and that can fail. */
final class FakeInbox implements Inbox {
  private final List<Intake> accepted = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> seen = Collections.synchronizedSet(new HashSet<>());
  private volatile boolean failing;

  void fail(boolean now) {
    failing = now;
  }

  List<Intake> accepted() {
    return List.copyOf(accepted);
  }

  List<Alert> alerts() {
    return accepted().stream()
        .filter(Intake.Decided.class::isInstance)
        .map(intake -> ((Intake.Decided) intake).alert())
        .toList();
  }

  List<Intake.Quarantined> quarantined() {
    return accepted().stream()
        .filter(Intake.Quarantined.class::isInstance)
        .map(Intake.Quarantined.class::cast)
        .toList();
  }

  @Override
  public List<Receipt> accept(List<Intake> intakes) {
    if (failing) {
      throw new LedgerException("Cannot write the ledger: the disk is full; make room");
    }
    accepted.addAll(intakes);
    return intakes.stream().map(this::receipt).toList();
  }

  private Receipt receipt(Intake intake) {
    if (intake instanceof Intake.Quarantined bad) {
      return new Receipt(
          Optional.empty(), Decision.QUARANTINED, Optional.empty(), Optional.empty(), bad.reason());
    }
    Intake.Decided decided = (Intake.Decided) intake;
    Alert alert = decided.alert();
    Optional<String> rule =
        decided.decision() instanceof RuleMatch match
            ? Optional.of(match.rule().name())
            : Optional.empty();
    Decision decision = decide(alert, rule.isPresent());
    Optional<String> incident =
        decision == Decision.QUEUED ? Optional.of("incident-1") : Optional.empty();
    return new Receipt(Optional.of(alert.fingerprint()), decision, rule, incident, "");
  }

  private Decision decide(Alert alert, boolean wanted) {
    if (!alert.firing()) {
      return Decision.RESOLVED;
    }
    if (!seen.add(alert.fingerprint().hex())) {
      return Decision.DUPLICATE;
    }
    return wanted ? Decision.QUEUED : Decision.NO_MATCH;
  }
}
