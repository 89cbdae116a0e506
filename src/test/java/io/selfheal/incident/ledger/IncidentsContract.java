package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.firing;
import static io.selfheal.incident.ledger.Samples.target;
import static io.selfheal.incident.ledger.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Claims, steps and what they write. */
interface IncidentsContract extends LedgerFixture {
  @Test
  default void the_incident_that_has_been_due_for_longest_is_claimed_first() {
    accept(firing("pay-1"));
    Instant later = clock().advance(Duration.ofSeconds(1));
    accept(firing("pay-2"));

    assertEquals("pay-1", pod(ledger().claim(later).orElseThrow()));
    assertEquals("pay-2", pod(ledger().claim(later).orElseThrow()));
    assertEquals(Optional.empty(), ledger().claim(later));
  }

  @Test
  default void namespaces_take_turns_so_that_a_storm_in_one_does_not_keep_the_others_waiting() {
    for (int i = 0; i < 9; i++) {
      accept(Samples.matched(firing("pay-" + i), "payments"));
    }
    Instant later = clock().advance(Duration.ofSeconds(1));
    accept(Samples.matched(firing("web-1"), "shop"));
    accept(Samples.matched(firing("any-1"), ""));

    List<String> first = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      first.add(pod(ledger().claim(later).orElseThrow()));
    }
    assertTrue(first.containsAll(List.of("pay-0", "pay-1", "web-1", "any-1")), first.toString());
  }

  @Test
  default void an_incident_is_not_claimed_before_it_is_due() {
    accept(firing("pay-1"));

    assertEquals(Optional.empty(), ledger().claim(now().minusNanos(1)));
  }

  @Test
  default void a_closed_incident_is_not_claimed() {
    accept(firing("pay-1"));
    Claim claim = claim();
    save(claim, claim.incident().close(Samples.HEALED, now()));
    ledger().release(claim);

    assertEquals(Optional.empty(), ledger().claim(now()));
    assertEquals(List.of(), ledger().open());
    assertTrue(stored(claim).closed());
  }

  @Test
  default void a_released_incident_is_claimed_again_with_a_newer_epoch() {
    accept(firing("pay-1"));
    Claim first = claim();
    ledger().release(first);

    Claim second = claim();

    assertEquals(first.incident(), second.incident());
    assertTrue(second.epoch() > first.epoch());
  }

  @Test
  default void many_threads_never_claim_the_same_incident() throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      accept(firing("pay-" + i));
    }
    ConcurrentLinkedQueue<String> claimed = new ConcurrentLinkedQueue<>();
    List<Thread> threads =
        IntStream.range(0, 16).mapToObj(number -> new Thread(() -> claimAll(claimed))).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(40, claimed.size());
    assertEquals(40, new HashSet<>(claimed).size());
  }

  @Test
  default void a_worker_whose_claim_has_passed_on_can_write_nothing() {
    Claim stale = bound("pay-1");
    ledger().release(stale);
    Claim newer = claim();

    for (Executable write : writesUnder(stale)) {
      LedgerException refusal = assertThrows(LedgerException.class, write);
      assertTrue(refusal.getMessage().contains("claim"), refusal.getMessage());
    }
    assertEquals(newer.incident(), stored(newer));
  }

  @Test
  default void a_worker_that_gave_its_claim_back_can_write_nothing() {
    Claim claim = bound("pay-1");
    ledger().release(claim);

    writesUnder(claim).forEach(write -> assertThrows(LedgerException.class, write));
  }

  @Test
  default void a_restart_frees_what_was_worked_on() {
    Claim before = bound("pay-1");

    reopened();

    assertThrows(LedgerException.class, () -> reach(before, Stage.ADMITTED));
    Claim after = claim();
    assertEquals(before.incident().id(), after.incident().id());
    assertThrows(LedgerException.class, () -> reach(before, Stage.ADMITTED));
  }

  @Test
  default void a_first_run_of_a_step_is_not_resumed() {
    Claim claim = bound("pay-1");

    assertFalse(ledger().begin(claim, "CaptureEvidence").resumed());
  }

  @Test
  default void a_step_without_a_result_is_resumed_after_a_restart() {
    ledger().begin(bound("pay-1"), "CaptureEvidence");
    reopened();
    Claim claim = claim();

    assertFalse(ledger().begin(claim, "TerminatePod").resumed());
    assertTrue(ledger().begin(claim, "CaptureEvidence").resumed());
  }

  @Test
  default void a_step_with_a_result_is_not_resumed() {
    Claim claim = bound("pay-1");
    ledger().begin(claim, "AdmitIncident");
    save(claim, claim.incident().defer(Samples.REASON, now(), now().plusSeconds(10)));

    assertFalse(ledger().begin(claim, "AdmitIncident").resumed());
  }

  @Test
  default void a_step_that_failed_by_surprise_is_resumed() {
    Claim claim = bound("pay-1");
    ledger().begin(claim, "TerminatePod");
    Claim failed = save(claim, failedOnce(claim.incident()));

    assertTrue(ledger().begin(failed, "TerminatePod").resumed());
    save(failed, failed.incident().waitUntil(now()));
    assertFalse(ledger().begin(failed, "TerminatePod").resumed());
  }

  @Test
  default void target_and_progress_come_back_as_they_were_saved() {
    Claim claim = bound("pay-1");
    Incident deferred = claim.incident().defer(Samples.REASON, now(), now().plusNanos(7));
    save(claim, failedOnce(deferred));
    assertEquals(failedOnce(deferred), stored(claim));

    Incident closed = deferred.close(Samples.HEALED, now().plusNanos(1));
    save(claim, closed);
    assertEquals(closed, stored(claim));
  }

  @Test
  default void a_container_has_one_active_incident() {
    Claim holder = bound("pay-1");
    accept(firing("pay-1").startingAt(Samples.START.plusSeconds(1)));
    Claim second = claim();
    Incident next = second.incident().boundTo(target("pay-1")).reach(Stage.MATCHED, now());

    assertEquals(Optional.of(holder.incident().id()), ledger().save(second, next));
    assertEquals(second.incident(), stored(second));
  }

  @Test
  default void a_container_is_free_again_once_its_incident_is_closed() {
    Claim holder = bound("pay-1");
    accept(firing("pay-1").startingAt(Samples.START.plusSeconds(1)));
    Claim second = claim();
    save(holder, holder.incident().close(Samples.HEALED, now()));

    assertEquals(
        Optional.empty(), ledger().save(second, second.incident().boundTo(target("pay-1"))));
  }

  @Test
  default void an_incident_that_joins_another_one_is_closed_with_the_same_target() {
    bound("pay-1");
    accept(firing("pay-1").startingAt(Samples.START.plusSeconds(1)));
    Claim second = claim();
    Incident joined = second.incident().boundTo(target("pay-1")).close(Samples.HEALED, now());

    assertEquals(Optional.empty(), ledger().save(second, joined));
  }

  @Test
  default void artefacts_are_added_in_order_and_replaced_by_kind() {
    Claim claim = bound("pay-1");
    Artefact.Failure why = new Artefact.Failure(FailureReason.NO_JCMD, "There is no jcmd.");
    Artefact failed = Artefact.failed(ArtefactKind.HEAP_DUMP, "heap.hprof", why);
    ledger().record(claim, List.of(failed));
    ledger().record(claim, List.of(verified("threads-1.txt", 2)));
    assertEquals(List.of(failed, verified("threads-1.txt", 2)), stored(claim).artefacts());

    ledger().record(claim, List.of(verified("heap.hprof", 1)));

    assertEquals(
        List.of(verified("heap.hprof", 1), verified("threads-1.txt", 2)),
        stored(claim).artefacts());
  }

  @Test
  default void a_kind_that_is_recorded_anew_keeps_no_file_of_another_name() {
    Claim claim = bound("pay-1");
    ledger().record(claim, List.of(verified("threads-1.txt", 1), verified("threads-2.txt", 2)));
    ledger().record(claim, List.of(verified("heap.hprof.gz", 3)));

    ledger().record(claim, List.of(verified("heap.hprof", 4)));
    ledger().record(claim, List.of(verified("threads-2.txt", 5)));

    assertEquals(
        List.of(verified("threads-2.txt", 5), verified("heap.hprof", 4)),
        stored(claim).artefacts());
  }

  @Test
  default void artefacts_that_come_together_are_recorded_together_or_not_at_all() {
    Claim claim = bound("pay-1");
    List<Artefact> together = List.of(verified("threads-1.txt", 1), verified(null, 2));

    assertThrows(LedgerException.class, () -> ledger().record(claim, together));
    assertEquals(List.of(), stored(claim).artefacts());
  }

  @Test
  default void what_a_worker_saves_does_not_touch_artefacts() {
    Claim claim = bound("pay-1");
    ledger().record(claim, List.of(verified("heap.hprof", 1)));

    reach(claim, Stage.ADMITTED);

    assertEquals(List.of(verified("heap.hprof", 1)), stored(claim).artefacts());
  }

  @Test
  default void an_unknown_incident_is_empty() {
    assertEquals(Optional.empty(), ledger().incident("20261121T024512-00000000"));
  }

  @Test
  default void everything_is_there_after_a_restart() {
    Claim claim = reach(bound("pay-1"), Stage.ADMITTED);
    ledger().record(claim, List.of(verified("heap.hprof", 1)));
    Incident before = stored(claim);

    assertEquals(Optional.of(before), reopened().incident(before.id()));
  }

  @Test
  default void a_check_passes_while_the_ledger_can_accept() {
    ledger().check();
    ledger().check();
  }

  private List<Executable> writesUnder(Claim claim) {
    return List.of(
        () -> ledger().release(claim),
        () -> ledger().begin(claim, "TerminatePod"),
        () -> ledger().save(claim, claim.incident().reach(Stage.ADMITTED, now())),
        () -> ledger().saveIf(claim, claim.incident().reach(Stage.ADMITTED, now()), NO_OBJECTION),
        () -> ledger().reserveTermination(claim, NO_OBJECTION),
        () -> ledger().cancelTermination(claim),
        () -> ledger().record(claim, List.of(verified("heap.hprof", 1))));
  }

  private void claimAll(Collection<String> claimed) {
    for (Optional<Claim> next = ledger().claim(now());
        next.isPresent();
        next = ledger().claim(now())) {
      claimed.add(next.get().incident().id());
    }
  }

  private static Incident failedOnce(Incident incident) {
    Progress before = incident.progress();
    Progress failed =
        new Progress(
            before.reached(),
            before.attempts() + 1,
            before.dueAt(),
            before.deferral(),
            before.conclusion());
    return new Incident(
        incident.id(), incident.origin(), incident.target(), failed, incident.artefacts());
  }

  private static String pod(Claim claim) {
    return claim.incident().origin().alert().labels().get("pod").orElseThrow();
  }
}
