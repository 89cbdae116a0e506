package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.firing;
import static io.selfheal.incident.ledger.Samples.resolved;
import static io.selfheal.incident.ledger.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Outbox;
import io.selfheal.incident.Outbox.MessageRef;
import io.selfheal.incident.Outbox.PendingMessage;
import io.selfheal.incident.Outbox.Posting;
import io.selfheal.incident.Outbox.Repeats;
import io.selfheal.incident.Outboxes;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are to be told. */
interface OutboxContract extends LedgerFixture {
  List<Posting> SENT =
      List.of(new Posting("#pay", new MessageRef("C0PAY", "1763691912.000100"), "d1"));

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
    assertFalse(due.posted());
    assertEquals(Repeats.NONE, due.repeats());
    assertEquals(0, due.attempts());
  }

  @Test
  default void a_delivered_message_is_not_due_until_the_next_change() {
    Claim claim = bound("pay-1");
    ledger().delivered(due(), SENT);
    assertEquals(List.of(), ledger().dueMessages(now(), 9));

    ledger().record(claim, List.of(verified("heap.hprof", 1)));

    assertEquals(SENT, due().postings());
  }

  @Test
  default void what_is_noted_in_between_is_kept_and_the_rest_stays_due() {
    bound("pay-1");
    List<Posting> told = List.of(SENT.get(0).saying(List.of("admitted", "evidence")));

    ledger().noted(due(), told);

    assertEquals(told, due().postings());
    reopened();
    assertEquals(told, due().postings());
  }

  @Test
  default void each_notifier_has_its_own_outbox() {
    ledger().tellThrough(List.of(Outboxes.FIRST, "ops"));
    Claim claim = bound("pay-1");
    Outbox ops = ledger().outboxOf("ops");

    ledger().delivered(due(), SENT);
    assertEquals(List.of(), ledger().dueMessages(now(), 9));
    PendingMessage other = ops.dueMessages(now(), 9).get(0);
    assertFalse(other.posted());
    ops.deliveryFailed(other, Samples.REASON, now().plusSeconds(60));
    reach(claim, Stage.ADMITTED);

    assertEquals(SENT, due().postings());
    assertEquals(List.of(), ops.dueMessages(now(), 9));
    assertEquals(1, ops.dueMessages(now().plusSeconds(60), 9).get(0).attempts());
  }

  @Test
  default void each_notifier_says_a_thing_once_for_itself() {
    Duration window = Duration.ofMinutes(10);
    assertTrue(ledger().sayOnce("a", "pay cooldown", now(), window));

    assertTrue(ledger().outboxOf("ops").sayOnce("b", "pay cooldown", now(), window));
    assertFalse(ledger().outboxOf("ops").sayOnce("c", "pay cooldown", now(), window));
  }

  @Test
  default void a_notifier_that_is_no_longer_configured_is_forgotten() {
    ledger().tellThrough(List.of(Outboxes.FIRST, "ops"));
    Claim claim = bound("pay-1");
    ledger().tellThrough(List.of(Outboxes.FIRST));
    reach(claim, Stage.ADMITTED);

    assertEquals(List.of(), ledger().outboxOf("ops").dueMessages(now(), 9));
    assertEquals(1, ledger().dueMessages(now(), 9).size());
    ledger().tellThrough(List.of(Outboxes.FIRST, "ops"));
    assertEquals(List.of(), ledger().outboxOf("ops").dueMessages(now(), 9));
  }

  @Test
  default void a_repeat_of_what_people_were_told_of_is_told_at_every_power_of_two() {
    accept(firing("pay-1"));
    save(claim(), ledger().open().get(0).reach(Stage.MATCHED, now()));
    accept(firing("pay-1"));
    ledger().delivered(due(), SENT);
    List<Integer> told = new ArrayList<>();
    for (int repeat = 1; repeat <= 9; repeat++) {
      accept(firing("pay-1"));
      for (PendingMessage due : ledger().dueMessages(now(), 9)) {
        told.add(due.repeats().count());
        ledger().delivered(due, due.postings());
      }
    }
    assertEquals(List.of(1, 2, 4, 8), told);
  }

  @Test
  default void a_resolved_is_told_even_after_the_end_but_of_this_alert_alone() {
    accept(firing("pay-1"));
    Claim claim = claim();
    ledger().save(claim, claim.incident().close(Samples.HEALED, now()));
    ledger().delivered(due(), SENT);
    accept(firing("pay-1").startingAt(Samples.START.plusSeconds(60)));
    Claim later = claim();
    ledger().save(later, later.incident().close(Samples.HEALED, now()));
    ledger().delivered(due(), SENT);

    accept(resolved("pay-1"));

    List<PendingMessage> due = ledger().dueMessages(now(), 9);
    assertEquals(1, due.size());
    assertEquals(claim.incident().id(), due.get(0).incident().id());
    assertEquals(Optional.of(now()), due.get(0).incident().origin().resolvedAt());
  }

  @Test
  default void of_what_nobody_was_told_of_nobody_is_told_that_it_is_over() {
    accept(firing("pay-1"));
    Claim claim = claim();
    ledger().save(claim, claim.incident().close(Samples.HEALED, now()));
    ledger().delivered(due(), List.of());

    accept(resolved("pay-1"));
    accept(firing("pay-1"));

    assertEquals(List.of(), ledger().dueMessages(now(), 9));
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
    assertEquals(SENT, due().postings());
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

    assertEquals(SENT, due().postings());
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
