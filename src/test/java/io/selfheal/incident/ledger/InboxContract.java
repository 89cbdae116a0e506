package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.START;
import static io.selfheal.incident.ledger.Samples.firing;
import static io.selfheal.incident.ledger.Samples.matched;
import static io.selfheal.incident.ledger.Samples.resolved;
import static io.selfheal.incident.ledger.Samples.undated;
import static io.selfheal.incident.ledger.Samples.unmatched;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Intake;
import io.selfheal.incident.Origin;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import io.selfheal.incident.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Alerts become durable, once each. */
interface InboxContract extends LedgerFixture {
  @Test
  default void a_firing_alert_that_a_rule_wants_opens_an_incident() {
    Receipt receipt = accept(firing("pay-1"));

    Origin origin = new Origin(firing("pay-1"), "memory-pressure", now(), Optional.empty());
    Incident expected =
        new Incident(
            receipt.incident().orElseThrow(),
            origin,
            Optional.empty(),
            Progress.received(now()),
            List.of());
    assertEquals(Decision.QUEUED, receipt.decision());
    assertEquals(Optional.of("memory-pressure"), receipt.rule());
    assertEquals(Optional.of(firing("pay-1").fingerprint()), receipt.fingerprint());
    assertEquals(List.of(expected), ledger().open());
  }

  @Test
  default void an_incident_is_named_after_its_time() {
    String id = accept(firing("pay-1")).incident().orElseThrow();

    assertTrue(id.matches("20261121T024512-[0-9a-f]{8}"), id);
  }

  @Test
  default void an_alert_that_no_rule_wants_is_kept_with_the_reason() {
    Receipt receipt = accept(unmatched(firing("pay-1")));

    assertEquals(Decision.NO_MATCH, receipt.decision());
    assertEquals("no rule wants it", receipt.detail());
    assertEquals(Decision.DUPLICATE, accept(unmatched(firing("pay-1"))).decision());
    assertEquals(List.of(), ledger().open());
  }

  @Test
  default void an_alert_that_a_new_rule_wants_is_no_duplicate() {
    accept(unmatched(firing("pay-1")));

    assertEquals(Decision.QUEUED, accept(firing("pay-1")).decision());
    assertEquals(Decision.DUPLICATE, accept(firing("pay-1")).decision());
  }

  @Test
  default void what_is_no_alert_is_quarantined_and_its_neighbours_are_taken() {
    List<Receipt> receipts =
        ledger()
            .accept(
                List.of(
                    matched(firing("pay-1")),
                    new Intake.Quarantined("{\"labels\":7}", "labels is a number"),
                    unmatched(firing("pay-2"))));

    assertEquals(
        List.of(Decision.QUEUED, Decision.QUARANTINED, Decision.NO_MATCH), decisions(receipts));
    assertEquals("labels is a number", receipts.get(1).detail());
    assertEquals(Optional.empty(), receipts.get(1).fingerprint());
  }

  @Test
  default void the_same_alert_again_is_a_duplicate_of_its_incident() {
    Receipt first = accept(firing("pay-1"));
    Receipt second = accept(firing("pay-1"));

    assertEquals(Decision.DUPLICATE, second.decision());
    assertEquals(first.incident(), second.incident());
    assertEquals(1, ledger().open().size());
  }

  @Test
  default void the_same_alert_twice_in_one_notification_is_a_duplicate() {
    Intake alert = matched(firing("pay-1"));

    List<Receipt> receipts = ledger().accept(List.of(alert, matched(firing("pay-2")), alert));

    assertEquals(
        List.of(Decision.QUEUED, Decision.QUEUED, Decision.DUPLICATE), decisions(receipts));
  }

  @Test
  default void the_same_alert_with_a_new_start_opens_another_incident() {
    accept(firing("pay-1"));

    Receipt later = accept(firing("pay-1").startingAt(START.plusNanos(1)));

    assertEquals(Decision.QUEUED, later.decision());
    assertEquals(2, ledger().open().size());
  }

  @Test
  default void a_duplicate_stays_one_after_its_incident_was_closed() {
    accept(firing("pay-1"));
    Claim claim = claim();
    ledger().save(claim, claim.incident().close(Samples.HEALED, now()));

    assertEquals(Decision.DUPLICATE, accept(firing("pay-1")).decision());
    assertEquals(List.of(), ledger().open());
  }

  @Test
  default void a_duplicate_brings_a_deferred_incident_forward() {
    accept(firing("pay-1"));
    Claim claim = claim();
    Instant retryAt = now().plusSeconds(600);
    ledger().save(claim, claim.incident().defer(Samples.REASON, now(), retryAt));
    ledger().release(claim);
    assertEquals(Optional.empty(), ledger().claim(clock().advance(Duration.ofSeconds(9))));

    accept(firing("pay-1"));

    Incident due = claim().incident();
    assertEquals(now(), due.progress().dueAt());
    assertEquals(retryAt, due.progress().deferral().orElseThrow().retryAt());
  }

  @Test
  default void a_duplicate_does_not_hurry_an_incident_that_waits_for_something_else() {
    accept(firing("pay-1"));
    Claim claim = claim();
    ledger().save(claim, claim.incident().waitUntil(now().plusSeconds(60)));
    ledger().release(claim);

    accept(firing("pay-1"));

    assertEquals(Optional.empty(), ledger().claim(now()));
  }

  @Test
  default void a_resolved_alert_marks_the_open_incidents_of_its_fingerprint() {
    accept(firing("pay-1"));
    accept(firing("pay-1").startingAt(START.plusSeconds(1)));
    accept(firing("pay-2"));

    Receipt receipt = accept(resolved("pay-1"));

    assertEquals(Decision.RESOLVED, receipt.decision());
    assertEquals(
        List.of(true, true, false), ledger().open().stream().map(Incident::resolved).toList());
    assertEquals(Decision.DUPLICATE, accept(resolved("pay-1")).decision());
  }

  @Test
  default void a_resolved_alert_opens_nothing() {
    accept(resolved("pay-1"));

    assertEquals(List.of(), ledger().open());
  }

  @Test
  default void what_a_worker_saves_does_not_undo_a_resolved() {
    accept(firing("pay-1"));
    Claim claim = claim();
    accept(resolved("pay-1"));

    Claim saved = reach(claim, Stage.MATCHED);

    assertFalse(saved.incident().resolved());
    assertTrue(stored(saved).resolved());
  }

  @Test
  default void firing_again_with_the_same_start_does_not_undo_a_resolved() {
    accept(firing("pay-1"));
    accept(resolved("pay-1"));

    assertEquals(Decision.DUPLICATE, accept(firing("pay-1")).decision());
    assertTrue(claim().incident().resolved());
  }

  @Test
  default void an_alert_whose_resolved_came_first_is_resolved_from_the_beginning() {
    ledger().accept(List.of(matched(resolved("pay-1")), matched(firing("pay-1"))));

    assertTrue(claim().incident().resolved());
  }

  @Test
  default void a_resolved_does_not_touch_what_fires_later() {
    accept(firing("pay-1"));
    accept(resolved("pay-1"));
    accept(firing("pay-1").startingAt(START.plusSeconds(60)));

    assertEquals(List.of(true, false), ledger().open().stream().map(Incident::resolved).toList());
  }

  @Test
  default void a_missing_start_is_the_first_receipt() {
    Instant first = now();
    accept(undated("pay-1", AlertStatus.FIRING));
    clock().advance(Duration.ofHours(1));

    assertEquals(Decision.DUPLICATE, accept(undated("pay-1", AlertStatus.FIRING)).decision());
    assertEquals(first, claim().incident().origin().startsAt());
  }

  @Test
  default void a_missing_start_begins_anew_after_a_resolved() {
    accept(undated("pay-1", AlertStatus.FIRING));
    clock().advance(Duration.ofMinutes(1));
    assertEquals(Decision.RESOLVED, accept(undated("pay-1", AlertStatus.RESOLVED)).decision());
    Instant again = clock().advance(Duration.ofMinutes(1));

    assertEquals(Decision.QUEUED, accept(undated("pay-1", AlertStatus.FIRING)).decision());
    assertEquals(again, ledger().open().get(1).origin().startsAt());
  }

  @Test
  default void a_missing_start_begins_anew_after_six_hours_of_silence() {
    accept(undated("pay-1", AlertStatus.FIRING));
    clock().advance(Duration.ofHours(6).minusNanos(1));
    assertEquals(Decision.DUPLICATE, accept(undated("pay-1", AlertStatus.FIRING)).decision());

    clock().advance(Duration.ofHours(6));

    assertEquals(Decision.QUEUED, accept(undated("pay-1", AlertStatus.FIRING)).decision());
    assertEquals(now(), ledger().open().get(1).origin().startsAt());
  }

  @Test
  default void a_missing_start_counts_receipts_that_had_one() {
    Instant first = now();
    accept(firing("pay-1"));
    clock().advance(Duration.ofMinutes(1));

    accept(undated("pay-1", AlertStatus.FIRING));

    assertEquals(first, ledger().open().get(1).origin().startsAt());
  }

  @Test
  default void ten_thousand_alerts_are_taken_at_once() {
    List<Receipt> receipts = ledger().accept(Samples.many(10_000));

    assertEquals(10_000, receipts.stream().map(Receipt::incident).distinct().count());
    assertEquals(
        receipts.stream().map(receipt -> receipt.incident().orElseThrow()).toList(),
        ledger().open().stream().map(Incident::id).toList());
  }

  @Test
  default void an_empty_notification_is_accepted() {
    assertEquals(List.of(), ledger().accept(List.of()));
  }

  @Test
  default void what_was_accepted_is_there_after_a_restart() {
    accept(firing("pay-1"));
    List<Incident> before = ledger().open();

    assertEquals(before, reopened().open());
    assertEquals(Decision.DUPLICATE, accept(firing("pay-1")).decision());
  }

  @Test
  default void ids_differ_within_a_second_and_across_restarts() {
    Optional<String> before = accept(firing("pay-1")).incident();
    reopened();

    assertNotEquals(before, accept(firing("pay-2")).incident());
  }

  private static List<Decision> decisions(List<Receipt> receipts) {
    return receipts.stream().map(Receipt::decision).toList();
  }
}
