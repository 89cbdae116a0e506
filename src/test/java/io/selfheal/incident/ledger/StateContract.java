package io.selfheal.incident.ledger;

import io.selfheal.ManualClock;
import io.selfheal.incident.Ledger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every ledger must hold to, with an audit or without; a subclass opens its ledger on data
 * that lasts for one test.
 */
abstract class StateContract
    implements InboxContract,
        IncidentsContract,
        FactsContract,
        ApprovalsContract,
        SwitchContract,
        UploadsContract,
        FindingsContract,
        OutboxContract {
  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:12.123456789Z");
  private Ledger ledger;

  abstract Ledger open();

  @BeforeEach
  final void begin() {
    ledger = open();
  }

  @AfterEach
  final void end() {
    ledger.close();
  }

  @Override
  public final Ledger ledger() {
    return ledger;
  }

  @Override
  public final ManualClock clock() {
    return clock;
  }

  @Override
  public final Ledger reopened() {
    ledger.close();
    ledger = open();
    return ledger;
  }
}
