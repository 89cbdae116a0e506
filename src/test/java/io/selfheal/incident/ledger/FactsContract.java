package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.objection;
import static io.selfheal.incident.ledger.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.incident.Claim;
import io.selfheal.incident.Conclusion;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.incident.Outcome;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Termination;
import io.selfheal.incident.Terminations;
import io.selfheal.incident.Uploads.PendingUpload;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The facts that gates ask for, and the one termination of a pod. */
interface FactsContract extends LedgerFixture {
  @Test
  default void facts_tell_the_last_termination_of_the_workload() {
    ledger().reserveTermination(bound("pay-1"), NO_OBJECTION);
    Instant last = clock().advance(Duration.ofHours(1));
    ledger().reserveTermination(bound("pay-2"), NO_OBJECTION);
    clock().advance(Duration.ofHours(1));
    ledger().reserveTermination(bound("cart-1"), NO_OBJECTION);

    assertEquals(Optional.of(last), lastTermination(bound("pay-3").incident()));
  }

  @Test
  default void facts_know_a_termination_however_long_a_cooldown_asks_for_it() {
    Instant then = now();
    ledger().reserveTermination(bound("pay-1"), NO_OBJECTION);
    clock().advance(Duration.ofDays(400));

    assertEquals(Optional.of(then), lastTermination(bound("pay-2").incident()));
  }

  @Test
  default void facts_tell_the_last_capture_of_the_workload_by_another_incident() {
    Claim asking = bound("pay-1");
    ledger().record(bound("pay-2"), List.of(verified("heap.hprof", 1)));
    Instant last = clock().advance(Duration.ofMinutes(1));
    ledger().record(bound("pay-3"), List.of(verified("heap.hprof", 1)));
    clock().advance(Duration.ofMinutes(1));
    ledger().record(asking, List.of(verified("heap.hprof", 1)));
    ledger().record(bound("cart-1"), List.of(verified("heap.hprof", 1)));

    assertEquals(Optional.of(last), ledger().facts(asking.incident()).lastCapture());
  }

  @Test
  default void an_upload_is_no_capture() {
    Instant then = now();
    ledger().record(bound("pay-1"), List.of(verified("heap.hprof", 1)));
    clock().advance(Duration.ofMinutes(1));
    PendingUpload pending = ledger().dueUploads(now(), 1).get(0);
    ledger().uploaded(pending, URI.create("https://drive.example/1"));

    assertEquals(Optional.of(then), ledger().facts(bound("pay-2").incident()).lastCapture());
  }

  @Test
  default void facts_count_what_is_admitted_and_not_closed() {
    Incident asking = bound("pay-1").incident();
    bound("pay-2");
    reach(bound("pay-3"), Stage.ADMITTED);
    reach(bound("cart-1"), Stage.RECOVERY_OBSERVED);
    Claim closed = reach(bound("cart-2"), Stage.ADMITTED);
    save(closed, closed.incident().close(Samples.HEALED, now()));

    assertEquals(activity(1, 2), activity(ledger().facts(asking)));
  }

  @Test
  default void what_waits_with_its_evidence_is_at_work_only_while_it_holds_its_termination() {
    Incident asking = bound("pay-1").incident();
    Claim secured = reach(reach(bound("pay-2"), Stage.ADMITTED), Stage.EVIDENCE_SECURED);
    assertEquals(activity(1, 1), activity(ledger().facts(asking)));
    Claim waiting =
        save(secured, secured.incident().defer(Samples.REASON, now(), now().plusSeconds(60)));
    assertEquals(activity(0, 0), activity(ledger().facts(asking)));
    ledger().reserveTermination(waiting, NO_OBJECTION);
    assertEquals(activity(1, 1), activity(ledger().facts(asking)));
    ledger().cancelTermination(waiting);
    assertEquals(activity(0, 0), activity(ledger().facts(asking)));
  }

  @Test
  default void facts_tell_when_incidents_came_in_the_newest_first_its_own_among_them() {
    Instant first = now();
    Incident asking = bound("pay-1").incident();
    Instant second = clock().advance(Duration.ofMinutes(1));
    accept(Samples.firing("pay-2"));
    assertEquals(List.of(second, first), ledger().facts(asking).arrivals());
    assertEquals(List.of(second, first), reopened().arrivals());
  }

  @Test
  default void what_ends_without_asking_the_gates_is_no_arrival() {
    accept(Samples.firing("pay-1"));
    Claim unbound = claim();
    save(unbound, unbound.incident().close(Samples.HEALED, now()));
    Claim observing = bound("pay-2");
    Conclusion observed = new Conclusion(Outcome.OBSERVED, Samples.REASON);
    save(observing, observing.incident().close(observed, now()));
    assertEquals(List.of(), ledger().arrivals());
    Claim refused = bound("pay-3");
    save(refused, refused.incident().close(Samples.HEALED, now()));
    assertEquals(1, ledger().arrivals().size());
  }

  @Test
  default void facts_leave_out_the_incident_itself() {
    Claim claim = reach(bound("pay-1"), Stage.ADMITTED);
    ledger().reserveTermination(claim, NO_OBJECTION);

    assertEquals(activity(0, 0), activity(ledger().facts(claim.incident())));
  }

  @Test
  default void facts_of_an_incident_without_a_target_know_no_workload() {
    reach(bound("pay-1"), Stage.ADMITTED);
    accept(Samples.firing("pay-2"));

    assertEquals(activity(0, 1), activity(ledger().facts(claim().incident())));
  }

  @Test
  default void a_save_that_the_facts_allow_is_made() {
    reach(bound("pay-1"), Stage.ADMITTED);
    Claim claim = bound("pay-2");
    Incident admitted = claim.incident().reach(Stage.ADMITTED, now());
    List<List<Integer>> seen = new ArrayList<>();

    Optional<Denial> denial =
        ledger()
            .saveIf(
                claim,
                admitted,
                facts -> {
                  seen.add(activity(facts));
                  return Optional.empty();
                });

    assertEquals(Optional.empty(), denial);
    assertEquals(List.of(activity(1, 1)), seen);
    assertEquals(admitted, stored(claim));
  }

  @Test
  default void a_save_that_the_facts_forbid_writes_nothing() {
    Claim claim = bound("pay-1");
    Instant retryAt = now().plusSeconds(60);
    Incident admitted = claim.incident().reach(Stage.ADMITTED, now());

    Optional<Denial> denial = ledger().saveIf(claim, admitted, objection(retryAt));

    assertEquals(Optional.of(Denial.until(retryAt, Samples.REASON)), denial);
    assertEquals(claim.incident(), stored(claim));
  }

  @Test
  default void a_termination_is_reserved_if_the_facts_allow_it() {
    Claim claim = bound("pay-1");
    Instant retryAt = now().plusSeconds(60);

    Optional<Denial> denied = ledger().reserveTermination(claim, objection(retryAt));
    Optional<Denial> granted = ledger().reserveTermination(claim, NO_OBJECTION);

    assertEquals(Optional.of(Denial.until(retryAt, Samples.REASON)), denied);
    assertEquals(Optional.empty(), granted);
    assertEquals(Optional.of(now()), lastTermination(bound("pay-2").incident()));
  }

  @Test
  default void reserving_again_for_the_same_incident_is_granted() {
    Claim claim = bound("pay-1");
    ledger().reserveTermination(claim, NO_OBJECTION);
    reopened();
    Claim again = claim();

    assertEquals(Optional.empty(), ledger().reserveTermination(again, objection(now())));
  }

  @Test
  default void a_reservation_is_known_by_its_first_time_and_to_its_holder_alone() {
    Claim claim = bound("pay-1");
    assertEquals(Optional.empty(), ledger().terminationReserved(claim));
    Instant first = now();
    ledger().reserveTermination(claim, NO_OBJECTION);
    clock().advance(Duration.ofSeconds(9));
    ledger().reserveTermination(claim, NO_OBJECTION);

    assertEquals(Optional.of(first), ledger().terminationReserved(claim));
    assertEquals(Optional.empty(), ledger().terminationReserved(bound("pay-2")));
  }

  @Test
  default void a_pod_that_another_incident_terminated_is_denied_for_ever() {
    Claim first = bound("pay-1");
    ledger().reserveTermination(first, NO_OBJECTION);
    save(first, first.incident().close(Samples.HEALED, now()));
    clock().advance(Duration.ofDays(400));
    accept(Samples.firing("pay-1").startingAt(now()));
    Claim second = claim();
    Claim bound = save(second, second.incident().boundTo(Samples.target("pay-1")));

    Denial denial = ledger().reserveTermination(bound, NO_OBJECTION).orElseThrow();

    assertEquals("already-terminated", denial.reason().code());
  }

  @Test
  default void a_cancelled_termination_counts_for_nothing() {
    Claim claim = bound("pay-1");
    ledger().reserveTermination(claim, NO_OBJECTION);

    ledger().cancelTermination(claim);

    assertEquals(Optional.empty(), lastTermination(bound("pay-2").incident()));
    Instant retryAt = now().plusSeconds(1);
    assertEquals(
        Optional.of(Denial.until(retryAt, Samples.REASON)),
        ledger().reserveTermination(claim, objection(retryAt)));
  }

  @Test
  default void a_cancel_gives_back_only_what_is_ones_own() {
    ledger().reserveTermination(bound("pay-1"), NO_OBJECTION);
    Claim other = bound("pay-2");

    ledger().cancelTermination(other);

    assertEquals(Optional.of(now()), lastTermination(other.incident()));
  }

  @Test
  default void an_alert_of_the_workload_that_began_later_fires_again_open_or_closed() {
    Claim healed = bound("pay-1");
    Claim other = bound("pay-2");
    assertTrue(firesAgain(healed, Samples.START.minusNanos(1)));
    assertFalse(firesAgain(healed, Samples.START));

    save(other, other.incident().close(Samples.HEALED, now()));
    assertTrue(firesAgain(healed, Samples.START.minusNanos(1)));
  }

  @Test
  default void an_alert_fires_again_until_it_is_resolved_open_or_closed() {
    Claim healed = bound("pay-1");
    bound("pay-2");
    accept(Samples.resolved("pay-2"));
    Claim closed = bound("pay-3");
    save(closed, closed.incident().close(Samples.HEALED, now()));
    assertTrue(firesAgain(healed, Samples.START.minusNanos(1)));

    accept(Samples.resolved("pay-3"));
    assertFalse(firesAgain(healed, Samples.START.minusNanos(1)));
  }

  @Test
  default void alerts_of_other_workloads_and_of_the_pod_itself_do_not_fire_again() {
    Claim healed = bound("pay-1");
    bound("cart-1");
    save(healed, healed.incident().close(Samples.HEALED, now()));
    accept(Samples.firing("pay-1").startingAt(Samples.START.plusSeconds(1)));
    Claim again = claim();
    save(again, again.incident().boundTo(Samples.target("pay-1")));

    assertFalse(firesAgain(healed, Samples.START.minusNanos(1)));
  }

  @Test
  default void an_incident_without_a_pod_can_reserve_nothing() {
    accept(Samples.firing("pay-1"));
    Claim claim = claim();

    assertThrows(LedgerException.class, () -> ledger().reserveTermination(claim, NO_OBJECTION));
  }

  @Test
  default void facts_list_the_terminations_of_the_workload_the_newest_first() {
    Instant first = now();
    ledger().reserveTermination(bound("pay-1"), NO_OBJECTION);
    Instant second = clock().advance(Duration.ofMinutes(5));
    ledger().reserveTermination(bound("pay-2"), NO_OBJECTION);
    ledger().reserveTermination(bound("cart-1"), NO_OBJECTION);

    assertEquals(
        List.of(new Termination(Samples.START, second), new Termination(Samples.START, first)),
        terminations(bound("pay-3")).ofWorkload());
  }

  @Test
  default void facts_list_the_terminations_of_the_namespace_and_of_all() {
    Instant first = now();
    ledger().reserveTermination(bound("pay-1"), NO_OBJECTION);
    Instant second = clock().advance(Duration.ofMinutes(5));
    ledger().reserveTermination(bound("cart-1"), NO_OBJECTION);
    Instant third = clock().advance(Duration.ofMinutes(5));
    ledger().reserveTermination(bound("web-1", "shop"), NO_OBJECTION);

    Terminations inPayments = terminations(bound("pay-2"));
    assertEquals(List.of(second, first), inPayments.ofNamespace());
    assertEquals(List.of(third, second, first), inPayments.ofAll());
    assertEquals(List.of(third), terminations(bound("web-2", "shop")).ofNamespace());
  }

  @Test
  default void a_reservation_of_ones_own_or_one_that_was_given_back_fills_no_budget() {
    Claim own = bound("pay-1");
    ledger().reserveTermination(own, NO_OBJECTION);
    Claim givenBack = bound("pay-2");
    ledger().reserveTermination(givenBack, NO_OBJECTION);
    ledger().cancelTermination(givenBack);

    assertEquals(Terminations.NONE, terminations(own));
  }

  @Test
  default void the_transaction_that_reserves_sees_the_terminations_before_it() {
    Claim late = bound("pay-1");
    ledger().reserveTermination(bound("pay-2"), NO_OBJECTION);
    List<Terminations> seen = new ArrayList<>();

    ledger()
        .reserveTermination(
            late,
            facts -> {
              seen.add(facts.terminations());
              return Optional.empty();
            });

    assertEquals(List.of(now()), seen.get(0).timesOfWorkload());
    assertEquals(List.of(now()), seen.get(0).ofNamespace());
    assertEquals(List.of(now()), seen.get(0).ofAll());
  }

  private Terminations terminations(Claim claim) {
    return ledger().facts(claim.incident()).terminations();
  }

  private static List<Integer> activity(int onWorkload, int inAll) {
    return List.of(onWorkload, inAll);
  }

  private static List<Integer> activity(LedgerFacts facts) {
    return List.of(facts.atWork().onWorkload(), facts.atWork().inAll());
  }

  private boolean firesAgain(Claim healed, Instant since) {
    return ledger().firesAgain(healed.incident(), since);
  }

  private Optional<Instant> lastTermination(Incident incident) {
    return ledger().facts(incident).lastTermination();
  }
}
