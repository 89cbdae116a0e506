package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.firing;
import static io.selfheal.incident.ledger.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.evidence.Artefact;
import io.selfheal.incident.Claim;
import io.selfheal.incident.FactCheck.Denial;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Ledger;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two responders on one ledger. */
final class ReplicasTest {
  private static PostgresConfig database;

  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:12Z");
  private Ledger one;
  private Ledger other;

  @BeforeAll
  static void makeTheTables() {
    database = PostgresOfTests.database();
    PostgresLedger.join(database, "spool-1", Clock.systemUTC()).close();
  }

  @BeforeEach
  void join() {
    PostgresOfTests.empty(database);
    one = PostgresLedger.join(database, "spool-1", clock);
    other = PostgresLedger.join(database, "spool-2", clock);
  }

  @AfterEach
  void leave() {
    one.close();
    other.close();
  }

  @Test
  void what_one_took_in_the_other_works_on() {
    one.accept(List.of(Samples.matched(firing("pay-1"))));

    assertEquals("memory-pressure", claim(other).incident().origin().rule());
    assertEquals(Optional.empty(), one.claim(clock.instant()));
  }

  @Test
  void two_that_take_in_the_same_alert_at_once_open_one_incident() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (int i = 0; i < 20; i++) {
      String pod = "pay-" + i;
      Callable<Object> first = () -> one.accept(List.of(Samples.matched(firing(pod))));
      Callable<Object> second = () -> other.accept(List.of(Samples.matched(firing(pod))));
      for (Future<Object> taken : threads.invokeAll(List.of(first, second))) {
        taken.get();
      }
    }
    threads.shutdown();

    assertEquals(20, one.open().size());
  }

  @Test
  void two_that_claim_at_once_never_get_the_same() throws Exception {
    one.accept(Samples.many(200));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<List<String>>> claimed =
        threads.invokeAll(
            List.of(() -> all(one), () -> all(other), () -> all(one), () -> all(other)));
    threads.shutdown();

    Set<String> different = new HashSet<>();
    int number = 0;
    for (Future<List<String>> each : claimed) {
      number += each.get().size();
      different.addAll(each.get());
    }
    assertEquals(200, number);
    assertEquals(200, different.size());
  }

  @Test
  void a_claim_that_fails_half_way_is_nobodys() {
    one.accept(List.of(Samples.matched(firing("pay-1"))));
    PostgresOfTests.update(database, "UPDATE incident SET progress = '!' || progress");
    assertThrows(LedgerException.class, () -> one.claim(clock.instant()));

    PostgresOfTests.update(database, "UPDATE incident SET progress = substr(progress, 2)");
    claim(other);
  }

  @Test
  void one_who_reserves_waits_for_another_and_sees_its_reservation() throws Exception {
    Claim first = bound(one, "pay-1");
    Claim second = bound(other, "pay-2");
    FutureTask<Optional<Denial>> meanwhile =
        new FutureTask<>(
            () -> other.reserveTermination(second, facts -> onlyOne(facts.lastTermination())));

    Optional<Denial> denied =
        one.reserveTermination(
            first,
            facts -> {
              new Thread(meanwhile).start();
              awaitEndOrWait(meanwhile);
              return onlyOne(facts.lastTermination());
            });

    assertEquals(Optional.empty(), denied);
    assertEquals("budget", meanwhile.get().orElseThrow().reason().code());
  }

  @Test
  void the_claims_of_one_who_leaves_pass_on_under_a_newer_epoch() {
    Claim claim = bound(one, "pay-1");
    one.close();

    Claim passedOn = claim(other);

    assertEquals(claim.incident().id(), passedOn.incident().id());
    assertTrue(passedOn.epoch() > claim.epoch());
  }

  @Test
  void one_whose_membership_was_ended_can_write_nothing_under_its_claims() {
    Claim claim = bound(one, "pay-1");
    PostgresOfTests.update(database, "DELETE FROM replica WHERE spool = 'spool-1'");
    PostgresLedger.join(database, "spool-3", clock).close();

    assertThrows(LedgerException.class, () -> one.begin(claim, "terminate"));
    assertThrows(LedgerException.class, () -> one.save(claim, claim.incident()));
    assertThrows(LedgerException.class, () -> one.record(claim, List.of()));
    assertThrows(LedgerException.class, () -> one.cancelTermination(claim));
    assertThrows(
        LedgerException.class, () -> one.reserveTermination(claim, facts -> Optional.empty()));
    assertThrows(LedgerException.class, () -> one.release(claim));
    Claim passedOn = claim(other);
    assertThrows(LedgerException.class, () -> one.save(claim, claim.incident()));
    reach(other, passedOn, Stage.ADMITTED);
  }

  @Test
  void what_lies_in_the_spool_of_one_is_left_to_it_while_it_lives() {
    Claim claim = bound(one, "pay-1");
    one.record(claim, List.of(verified("heap.hprof", 3)));
    one.release(claim);

    assertEquals(Optional.empty(), other.claim(clock.instant()));
    assertEquals(List.of(), other.dueUploads(clock.instant(), 9));
    assertEquals(1, one.dueUploads(clock.instant(), 9).size());

    one.close();
    assertEquals(claim.incident().id(), claim(other).incident().id());
  }

  @Test
  void what_lies_in_two_spools_of_the_living_either_goes_on_with() {
    Claim claim = bound(one, "pay-1");
    one.record(claim, List.of(verified("threads.txt", 3), verified("heap.hprof", 3)));
    one.close();
    Claim passedOn = claim(other);
    other.record(passedOn, List.of(verified("threads.txt", 4)));
    one = PostgresLedger.join(database, "spool-1", clock);
    other.release(passedOn);

    one.release(claim(one));
    other.release(claim(other));
  }

  @Test
  void what_the_store_has_anyone_goes_on_with() {
    Claim claim = bound(one, "pay-1");
    one.record(claim, List.of(verified("heap.hprof", 3)));
    one.release(claim);
    one.uploaded(one.dueUploads(clock.instant(), 1).get(0), URI.create("https://drive.example/1"));

    List<Artefact> artefacts = claim(other).incident().artefacts();
    assertEquals(URI.create("https://drive.example/1"), artefacts.get(0).link().orElseThrow());
  }

  @Test
  void only_the_one_who_joined_first_tells_people_and_when_it_leaves_the_next() throws Exception {
    reach(one, bound(one, "pay-1"), Stage.ADMITTED);

    assertEquals(1, one.dueMessages(clock.instant(), 9).size());
    assertEquals(List.of(), other.dueMessages(clock.instant(), 9));

    one.close();
    while (other.dueMessages(clock.instant(), 9).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** Until it is done, though it must not be yet, or waits for its turn. */
  private static void awaitEndOrWait(Future<?> work) {
    while (!work.isDone() && !PostgresOfTests.somebodyWaits(database)) {
      Thread.onSpinWait();
    }
  }

  private static Optional<Denial> onlyOne(Optional<?> before) {
    return before.map(there -> Denial.forGood(new Reason("budget", "One is enough.")));
  }

  private List<String> all(Ledger ledger) {
    List<String> ids = new ArrayList<>();
    Optional<Claim> claim = ledger.claim(clock.instant());
    while (claim.isPresent()) {
      ids.add(claim.get().incident().id());
      claim = ledger.claim(clock.instant());
    }
    return ids;
  }

  private Claim claim(Ledger ledger) {
    return ledger.claim(clock.instant()).orElseThrow();
  }

  private Claim bound(Ledger ledger, String pod) {
    ledger.accept(List.of(Samples.matched(firing(pod))));
    Claim claim = claim(ledger);
    Incident bound = claim.incident().boundTo(Samples.target(pod, "payments"));
    ledger.save(claim, bound);
    return claim.on(bound);
  }

  private void reach(Ledger ledger, Claim claim, Stage stage) {
    ledger.save(claim, claim.incident().reach(stage, clock.instant()));
  }
}
