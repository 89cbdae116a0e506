package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.firing;
import static io.selfheal.incident.ledger.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are to be told. */
interface OutboxContract extends LedgerFixture {
  Optional<MessageRef> SENT = Optional.of(new MessageRef("C0PAY", "1763691912.000100"));

  @Test
  default void nothing_is_due_before_the_first_save() {
    accept(firing("pay-1"));

    assertEquals(List.of(), ledger().dueMessages(now(), 9));
  }

  @Test
  default void a_saved_incident_is_due_as_it_is_now() {
    Claim claim = bound("pay-1");

    PendingMessage due = due();

    assertEquals(stored(claim), due.incident());
    assertEquals(Optional.empty(), due.sent());
    assertEquals(0, due.attempts());
  }

  @Test
  default void a_delivered_message_is_not_due_until_the_next_change() {
    Claim claim = bound("pay-1");
    ledger().delivered(due(), SENT);
    assertEquals(List.of(), ledger().dueMessages(now(), 9));

    ledger().record(claim, List.of(verified("heap.hprof", 1)));

    assertEquals(SENT, due().sent());
    ledger().delivered(due(), Optional.empty());
    reach(claim, Stage.ADMITTED);
    assertEquals(SENT, due().sent());
  }

  @Test
  default void what_people_would_not_see_is_not_told() {
    Claim claim = bound("pay-1");
    Instant later = now().plusSeconds(9);
    Claim waiting = save(claim, claim.incident().defer(Samples.REASON, now(), now()));
    ledger().delivered(due(), SENT);

    Claim again = save(waiting, waiting.incident().defer(Samples.REASON, now(), later));
    assertEquals(List.of(), ledger().dueMessages(now(), 9));

    Reason other = new Reason("other", "Something else.");
    save(again, again.incident().defer(other, now(), later));
    assertEquals(SENT, due().sent());
  }

  @Test
  default void a_change_during_the_delivery_is_delivered_too() {
    Claim claim = bound("pay-1");
    PendingMessage posted = due();
    reach(claim, Stage.ADMITTED);

    ledger().delivered(posted, SENT);

    assertEquals(Stage.ADMITTED, due().incident().stage());
    assertTrue(due().version() > posted.version());
  }

  @Test
  default void a_late_report_of_an_older_delivery_does_not_repeat_a_newer_one() {
    Claim claim = bound("pay-1");
    PendingMessage older = due();
    reach(claim, Stage.ADMITTED);
    ledger().delivered(due(), SENT);

    ledger().delivered(older, SENT);

    assertEquals(List.of(), ledger().dueMessages(now(), 9));
  }

  @Test
  default void a_failed_delivery_waits_for_its_time_whatever_changes() {
    Claim claim = bound("pay-1");
    Instant retryAt = now().plusSeconds(30);

    ledger().deliveryFailed(due(), Samples.REASON, retryAt);
    reach(claim, Stage.ADMITTED);

    assertEquals(List.of(), ledger().dueMessages(retryAt.minusNanos(1), 9));
    PendingMessage again = ledger().dueMessages(retryAt, 9).get(0);
    assertEquals(1, again.attempts());
    ledger().delivered(again, SENT);
    reach(claim, Stage.EVIDENCE_SECURED);
    assertEquals(0, due().attempts());
  }

  @Test
  default void the_oldest_change_comes_first_even_if_more_followed() {
    Claim first = bound("pay-1");
    clock().advance(Duration.ofSeconds(1));
    bound("pay-2");
    clock().advance(Duration.ofSeconds(1));
    reach(first, Stage.ADMITTED);

    List<PendingMessage> due = ledger().dueMessages(now(), 1);

    assertEquals(
        List.of(first.incident().id()), due.stream().map(each -> each.incident().id()).toList());
  }

  @Test
  default void the_outbox_survives_a_restart() {
    bound("pay-1");
    ledger().delivered(due(), SENT);
    reopened();
    assertEquals(List.of(), ledger().dueMessages(now(), 9));

    reach(claim(), Stage.ADMITTED);

    assertEquals(SENT, due().sent());
  }

  @Test
  default void a_thing_is_said_once_within_its_window() {
    Duration window = Duration.ofMinutes(10);
    Instant first = now();

    assertTrue(ledger().sayOnce("a", "pay cooldown", first, window));
    assertFalse(ledger().sayOnce("b", "pay cooldown", first.plus(window).minusNanos(1), window));
    assertTrue(ledger().sayOnce("b", "cart cooldown", first, window));
    assertTrue(ledger().sayOnce("b", "pay cooldown", first.plus(window), window));
    assertFalse(ledger().sayOnce("a", "pay cooldown", first.plus(window), window));
  }

  @Test
  default void who_was_granted_a_thing_is_granted_it_again_and_the_window_stays_as_it_was() {
    Duration window = Duration.ofMinutes(10);
    Instant first = now();
    assertTrue(ledger().sayOnce("a", "pay cooldown", first, window));
    reopened();

    assertTrue(ledger().sayOnce("a", "pay cooldown", first.plusSeconds(599), window));
    assertFalse(ledger().sayOnce("b", "pay cooldown", first.plusSeconds(599), window));
    assertTrue(ledger().sayOnce("b", "pay cooldown", first.plus(window), window));
  }

  private PendingMessage due() {
    return ledger().dueMessages(now(), 9).get(0);
  }

  @Test
  default void a_heartbeat_is_the_newest_one_and_outlives_a_restart() {
    assertEquals(Optional.empty(), ledger().lastBeat("Watchdog"));
    ledger().beat("Watchdog", now());
    ledger().beat("Watchdog", now().minusSeconds(1));

    assertEquals(Optional.of(now()), reopened().lastBeat("Watchdog"));
    assertEquals(Optional.empty(), ledger().lastBeat("Other"));
  }
}
