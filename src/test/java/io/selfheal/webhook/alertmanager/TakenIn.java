package io.selfheal.webhook.alertmanager;

import io.selfheal.alert.Alert;
import io.selfheal.incident.Inbox;
import io.selfheal.incident.Intake;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.RuleBook;
import io.selfheal.webhook.alertmanager.AlertmanagerException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An inbox and a listener that remember what they were given. */
final class TakenIn implements Inbox, AntiEntropyListener {
  static final RuleBook NO_RULES = new RuleBook(LabelNames.DEFAULT, List.of());

  final List<Alert> alerts = new ArrayList<>();
  final List<Integer> batches = new ArrayList<>();
  final List<String> heard = new ArrayList<>();
  private final Set<Object> known = new HashSet<>();
  boolean failing;

  List<String> pods() {
    return alerts.stream().map(alert -> alert.labels().get("pod").orElseThrow()).toList();
  }

  @Override
  public List<Receipt> accept(List<Intake> intakes) {
    if (failing) {
      throw new LedgerException("Cannot write the ledger: the disk is full; make room");
    }
    batches.add(intakes.size());
    return intakes.stream().map(intake -> receipt(((Intake.Decided) intake).alert())).toList();
  }

  private Receipt receipt(Alert alert) {
    alerts.add(alert);
    boolean fresh = known.add(List.of(alert.fingerprint(), alert.startsAt()));
    return new Receipt(
        Optional.of(alert.fingerprint()),
        fresh ? Decision.NO_MATCH : Decision.DUPLICATE,
        Optional.empty(),
        Optional.empty(),
        "");
  }

  @Override
  public void succeeded() {
    heard.add("succeeded");
  }

  @Override
  public void failed(Reason reason) {
    heard.add(reason.slug());
  }

  @Override
  public void missed(Receipt receipt) {
    heard.add("missed");
  }
}
