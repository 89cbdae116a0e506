package io.selfheal.incident.ledger;

import static io.selfheal.incident.Approval.Decision.KEEP;
import static io.selfheal.incident.Approval.Decision.TERMINATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.selfheal.incident.Approval;
import io.selfheal.incident.Approval.Answer;
import io.selfheal.incident.Claim;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.incident.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Questions to people: asked once, answered once, about one container. */
interface ApprovalsContract extends LedgerFixture {
  Duration OPEN = Duration.ofMinutes(15);

  @Test
  default void a_question_is_kept_with_the_container_that_it_is_about() {
    Claim claim = bound("pay-1");

    Approval asked = ledger().ask(claim, "May it go?", OPEN);

    Approval expected =
        new Approval(
            claim.incident().id(),
            Samples.target("pay-1").jvm(),
            "May it go?",
            now(),
            now().plus(OPEN),
            Optional.empty());
    assertEquals(expected, asked);
    assertEquals(Optional.of(expected), reopened().approval(claim.incident().id()));
  }

  @Test
  default void an_incident_asks_once_whatever_it_would_ask_later() {
    Claim claim = bound("pay-1");
    Approval first = ledger().ask(claim, "May it go?", OPEN);
    clock().advance(Duration.ofMinutes(1));

    assertEquals(first, ledger().ask(claim, "May it go without a dump?", OPEN));
    assertEquals(Optional.of(first), ledger().approval(claim.incident().id()));
  }

  @Test
  default void only_whoever_holds_the_claim_asks() {
    Claim claim = bound("pay-1");
    ledger().release(claim);

    assertThrows(LedgerException.class, () -> ledger().ask(claim, "May it go?", OPEN));
    assertEquals(Optional.empty(), ledger().approval(claim.incident().id()));
  }

  @Test
  default void an_incident_without_a_pod_can_ask_nothing() {
    accept(Samples.firing("pay-1"));
    Claim claim = claim();

    assertThrows(LedgerException.class, () -> ledger().ask(claim, "May it go?", OPEN));
  }

  @Test
  default void a_question_is_decided_once() {
    String id = asked("pay-1");
    Instant at = clock().advance(Duration.ofMinutes(1));

    assertEquals(Optional.empty(), ledger().decide(id, TERMINATE, "alice"));
    clock().advance(Duration.ofMinutes(1));
    assertEquals(Optional.of("approval-decided"), code(ledger().decide(id, KEEP, "bob")));

    assertEquals(
        Optional.of(new Answer(TERMINATE, "alice", at)),
        reopened().approval(id).orElseThrow().answer());
  }

  @Test
  default void a_question_is_answered_until_it_expires() {
    String last = asked("pay-1");
    clock().advance(OPEN.minusNanos(1));
    assertEquals(Optional.empty(), ledger().decide(last, KEEP, "alice"));

    String late = asked("cart-1");
    clock().advance(OPEN);
    assertEquals(Optional.of("approval-expired"), code(ledger().decide(late, KEEP, "alice")));
    assertEquals(Optional.empty(), ledger().approval(late).orElseThrow().answer());
  }

  @Test
  default void what_was_not_asked_is_not_decided() {
    String id = bound("pay-1").incident().id();

    assertEquals(Optional.of("approval-unknown"), code(ledger().decide(id, TERMINATE, "alice")));
    assertEquals(Optional.of("approval-unknown"), code(ledger().decide("x", TERMINATE, "alice")));
  }

  @Test
  default void what_is_over_is_not_decided() {
    Claim claim = bound("pay-1");
    ledger().ask(claim, "May it go?", OPEN);
    save(claim, claim.incident().close(Samples.HEALED, now()));

    assertEquals(
        Optional.of("approval-closed"),
        code(ledger().decide(claim.incident().id(), TERMINATE, "alice")));
  }

  @Test
  default void a_decision_brings_its_incident_forward() {
    Claim claim = bound("pay-1");
    ledger().ask(claim, "May it go?", OPEN);
    Reason reason = new Reason("approval", "May it go?");
    save(claim, claim.incident().defer(reason, now(), now().plus(OPEN)));
    ledger().release(claim);
    assertEquals(Optional.empty(), ledger().claim(now()));

    ledger().decide(claim.incident().id(), TERMINATE, "alice");

    assertEquals(claim.incident().id(), claim().incident().id());
  }

  @Test
  default void a_decision_is_told() {
    Claim claim = bound("pay-1");
    ledger().ask(claim, "May it go?", OPEN);
    ledger().delivered(ledger().dueMessages(now(), 9).get(0), List.of());

    ledger().decide(claim.incident().id(), TERMINATE, "alice");

    assertEquals(claim.incident(), ledger().dueMessages(now(), 9).get(0).incident());
  }

  @Test
  default void the_open_questions_are_listed_the_oldest_first() {
    String decided = asked("pay-1");
    String expired = asked("pay-2");
    clock().advance(Duration.ofMinutes(10));
    String older = asked("pay-3");
    clock().advance(Duration.ofMinutes(5));
    String newer = asked("cart-1");
    Claim over = bound("cart-2");
    ledger().ask(over, "May it go?", OPEN);
    save(over, over.incident().close(Samples.HEALED, now()));
    ledger().decide(decided, KEEP, "alice");

    List<String> open = ledger().openApprovals().stream().map(Approval::incident).toList();

    assertEquals(List.of(older, newer), open, expired);
  }

  @Test
  default void facts_tell_what_the_incident_itself_asked() {
    Claim claim = bound("pay-1");
    Approval asked = ledger().ask(claim, "May it go?", OPEN);

    assertEquals(Optional.of(asked), ledger().facts(claim.incident()).approval());
    assertEquals(Optional.empty(), ledger().facts(bound("pay-2").incident()).approval());
  }

  @Test
  default void the_transaction_that_reserves_sees_the_answer() {
    Claim claim = bound("pay-1");
    ledger().ask(claim, "May it go?", OPEN);
    ledger().decide(claim.incident().id(), KEEP, "alice");
    List<LedgerFacts> seen = new ArrayList<>();

    ledger()
        .reserveTermination(
            claim,
            facts -> {
              seen.add(facts);
              return Optional.empty();
            });

    assertEquals(KEEP, seen.get(0).approval().orElseThrow().answer().orElseThrow().decision());
  }

  private String asked(String pod) {
    Claim claim = bound(pod);
    ledger().ask(claim, "May it go?", OPEN);
    return claim.incident().id();
  }

  private static Optional<String> code(Optional<Reason> objection) {
    return objection.map(Reason::code);
  }
}
