package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.triage.Culprit;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.Precedent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What evidence is still to be read, and what was found. */
interface FindingsContract extends LedgerFixture {
  Finding LEAK =
      new Finding(Fault.HEAP_LEAK, 90, "`Cart.items` retains 61 %", List.of("61 %", "heap-dump"));
  Finding HINT = new Finding(Fault.LOGGED_ERROR, 20, "an error was logged", List.of("3 times"));

  @Test
  default void what_is_expected_is_to_be_read_until_all_was_found() {
    Claim claim = bound("pay-1");
    String id = claim.incident().id();
    assertEquals(List.of(), unread());
    assertTrue(ledger().isUnread(id), "it is still being taken");
    ledger().expect(claim);
    assertEquals(List.of(id), unread());

    ledger().glanced(claim.incident(), List.of(HINT));
    assertTrue(reopened().isUnread(id));
    ledger().read(claim.incident(), List.of(LEAK, HINT), List.of());

    assertEquals(List.of(), unread());
    assertFalse(ledger().isUnread(id));
    assertEquals(List.of(LEAK, HINT), reopened().findings(id));
  }

  @Test
  default void what_was_read_is_not_read_again_when_a_crash_repeats_the_step() {
    Claim claim = bound("pay-1");
    ledger().expect(claim);
    ledger().read(claim.incident(), List.of(LEAK), List.of());
    ledger().expect(claim);
    assertEquals(List.of(), unread());
  }

  @Test
  default void what_is_taken_anew_is_read_anew() {
    Claim claim = expected("pay-1");
    ledger().read(claim.incident(), List.of(LEAK), List.of());
    ledger().record(claim, List.of(verified("a", 3)));
    assertTrue(ledger().isUnread(claim.incident().id()), "it is still being taken");
    assertEquals(List.of(), unread());
    ledger().expect(claim);
    assertEquals(List.of(claim.incident().id()), unread());
  }

  @Test
  default void what_is_found_makes_the_message_due_and_its_files_are_on_record() {
    Claim claim = bound("pay-1");
    ledger().expect(claim);
    ledger().delivered(ledger().dueMessages(now(), 1).get(0), List.of());
    Artefact report =
        Artefact.verified(
            ArtefactKind.REPORT, "report.html", verified("a", 3).content().orElseThrow());

    ledger().read(claim.incident(), List.of(LEAK), List.of(report));

    assertEquals(List.of(report), ledger().dueMessages(now(), 1).get(0).incident().artefacts());
    assertEquals(List.of(LEAK), ledger().findings(claim.incident().id()));
  }

  @Test
  default void what_was_read_to_its_end_is_not_opened_again_by_a_glance_that_comes_late() {
    Claim claim = bound("pay-1");
    ledger().expect(claim);
    ledger().read(claim.incident(), List.of(LEAK), List.of());
    ledger().glanced(claim.incident(), List.of(HINT));
    assertEquals(List.of(LEAK), ledger().findings(claim.incident().id()));
    assertEquals(List.of(), unread());
  }

  @Test
  default void what_was_found_before_at_the_same_workload_is_known_the_newest_first() {
    Finding culprit = LEAK.of(new Culprit("Cart.items", "320 MiB"));
    Claim first = expected("pay-1");
    ledger().read(first.incident(), List.of(culprit), List.of());
    Claim second = expected("pay-2");
    ledger().read(second.incident(), List.of(LEAK), List.of());
    ledger().glanced(expected("pay-3").incident(), List.of(HINT));
    Claim now = bound("pay-4");
    assertEquals(
        List.of(
            new Precedent(
                second.incident().id(), second.incident().origin().receivedAt(), List.of(LEAK)),
            new Precedent(
                first.incident().id(), first.incident().origin().receivedAt(), List.of(culprit))),
        ledger().precedents(now.incident(), 9));
    assertEquals(1, ledger().precedents(now.incident(), 1).size());
    assertEquals(List.of(), ledger().precedents(first.incident(), 9), "later ones are none");
    assertEquals(List.of(), ledger().precedents(bound("x-1", "shop").incident(), 9), "another's");
  }

  private Claim expected(String pod) {
    Claim claim = bound(pod);
    ledger().expect(claim);
    return claim;
  }

  @Test
  default void an_incident_without_evidence_has_nothing_to_say() {
    assertEquals(List.of(), ledger().findings(bound("pay-1").incident().id()));
  }

  private List<String> unread() {
    return ledger().unread(9).stream().map(Incident::id).toList();
  }
}
