package io.selfheal.incident.ledger;

import io.selfheal.alert.Fingerprint;
import io.selfheal.incident.Intake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Neighbours of a notification that speak of different alerts, so that taking them at once is the
 * same as one after the other. Bounded, for the memory that one statement takes.
 */
final class Round {
  private static final int MOST = 1_000;

  private final List<Intake> intakes = new ArrayList<>();
  private final Map<Fingerprint, Intake.Decided> alerts = new LinkedHashMap<>();
  private final List<Intake.Quarantined> quarantined = new ArrayList<>();

  static List<Round> of(List<Intake> intakes) {
    List<Round> rounds = new ArrayList<>();
    rounds.add(new Round());
    for (Intake intake : intakes) {
      if (!rounds.get(rounds.size() - 1).add(intake)) {
        rounds.add(new Round());
        rounds.get(rounds.size() - 1).add(intake);
      }
    }
    return rounds;
  }

  List<Intake> intakes() {
    return intakes;
  }

  List<Intake.Quarantined> quarantined() {
    return quarantined;
  }

  List<Intake.Decided> firing() {
    return alerts.values().stream().filter(decided -> decided.alert().firing()).toList();
  }

  List<Intake.Decided> resolved() {
    return alerts.values().stream().filter(decided -> !decided.alert().firing()).toList();
  }

  private boolean add(Intake intake) {
    return intakes.size() < MOST && isNew(intake) && intakes.add(intake);
  }

  private boolean isNew(Intake intake) {
    if (intake instanceof Intake.Decided decided) {
      return alerts.putIfAbsent(decided.alert().fingerprint(), decided) == null;
    }
    return quarantined.add((Intake.Quarantined) intake);
  }
}
