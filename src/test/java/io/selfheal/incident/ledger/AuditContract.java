package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.firing;
import static io.selfheal.incident.ledger.Samples.objection;
import static io.selfheal.incident.ledger.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.Approval;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Reason;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Uploads.PendingUpload;
import io.selfheal.incident.audit.AuditChain;
import io.selfheal.incident.audit.AuditEntry;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the audit tells of each change, and that the chain holds. */
interface AuditContract extends LedgerFixture {
  /** All of it, from a second look at the same data. */
  List<AuditEntry> audit();

  @Test
  default void an_incident_that_is_opened_is_told_with_its_rule_and_its_alert() {
    String id = accept(firing("pay-1")).incident().orElseThrow();
    accept(firing("pay-1"));

    AuditEntry only = audit().get(0);
    assertEquals(List.of("opened"), told());
    assertEquals(id, only.event().incident());
    assertEquals("2026-11-21T02:45:12.123456789Z", only.event().at());
    JsonNode opened = what(only).path("incidents").path(0);
    assertEquals(id, opened.path("incident").asText());
    assertEquals("memory-pressure", opened.path("rule").asText());
    assertEquals("HeapMemoryHigh", opened.path("alertname").asText());
    assertEquals("2026-11-21T02:40:00.500000000Z", opened.path("startsAt").asText());
  }

  @Test
  default void what_opens_no_incident_is_not_told() {
    accept(Samples.unmatched(firing("pay-1")));
    accept(Samples.resolved("pay-2"));

    assertEquals(List.of(), audit());
  }

  @Test
  default void each_stage_is_told_once_with_the_pod() {
    reach(bound("pay-1"), Stage.ADMITTED);

    assertEquals(List.of("opened", "reached matched", "reached admitted"), told());
    JsonNode what = what(last());
    assertEquals("payments/pay-1", what.path("pod").asText());
    assertEquals("uid-of-pay-1", what.path("podUid").asText());
    assertEquals("containerd://pay-1", what.path("containerId").asText());
    assertEquals("Deployment payments/pay", what.path("workload").asText());
  }

  @Test
  default void an_admission_that_is_saved_with_its_facts_and_as_a_result_is_told_once() {
    Claim claim = bound("pay-1");
    Incident admitted = claim.incident().reach(Stage.ADMITTED, now());

    ledger().saveIf(claim, admitted, NO_OBJECTION);
    save(claim, admitted);

    assertEquals(List.of("opened", "reached matched", "reached admitted"), told());
  }

  @Test
  default void what_the_facts_do_not_allow_is_not_told() {
    Claim claim = bound("pay-1");

    ledger().saveIf(claim, claim.incident().reach(Stage.ADMITTED, now()), objection(now()));
    ledger().reserveTermination(claim, objection(now()));

    assertEquals(List.of("opened", "reached matched"), told());
  }

  @Test
  default void stages_that_come_in_one_write_are_told_in_their_order() {
    Claim claim = bound("pay-1");

    save(
        claim,
        claim
            .incident()
            .reach(Stage.RECOVERY_OBSERVED, now())
            .close(Samples.HEALED, now().plusNanos(1)));

    assertEquals(
        List.of("opened", "reached matched", "reached recovery-observed", "closed"), told());
    assertEquals("healed", what(last()).path("outcome").asText());
    assertEquals("cooldown", what(last()).path("reason").asText());
    assertEquals(Samples.REASON.sentence(), what(last()).path("sentence").asText());
  }

  @Test
  default void a_deferral_is_told_when_its_reason_is_another() {
    Claim claim = deferred(bound("pay-1"), Samples.REASON);
    claim = deferred(claim, Samples.REASON);
    claim = deferred(claim, new Reason("rollout", "The workload is being rolled out."));
    save(claim, claim.incident().waitUntil(now().plusSeconds(9)));

    assertEquals(List.of("opened", "reached matched", "deferred", "deferred"), told());
    assertEquals("rollout", what(last()).path("reason").asText());
    assertEquals("2026-11-21T02:46:12.123456789Z", what(last()).path("retryAt").asText());
  }

  @Test
  default void a_termination_is_told_when_it_is_reserved_and_when_it_is_given_back() {
    Claim claim = bound("pay-1");

    ledger().reserveTermination(claim, NO_OBJECTION);
    ledger().reserveTermination(claim, NO_OBJECTION);
    ledger().cancelTermination(claim);
    ledger().cancelTermination(claim);

    assertEquals(
        List.of("opened", "reached matched", "termination-reserved", "termination-cancelled"),
        told());
    assertEquals("uid-of-pay-1", what(last()).path("podUid").asText());
  }

  @Test
  default void evidence_is_told_with_its_hash_or_with_why_there_is_none() {
    Artefact.Failure why = new Artefact.Failure(FailureReason.TIMEOUT, "It took too long.");
    ledger()
        .record(
            bound("pay-1"),
            List.of(
                verified("threads-1.txt", 7),
                Artefact.failed(ArtefactKind.HEAP_DUMP, "heap.hprof", why)));

    JsonNode threads = what(audit().get(2));
    assertEquals("thread-dump", threads.path("kind").asText());
    assertEquals("threads-1.txt", threads.path("fileName").asText());
    assertEquals("verified", threads.path("state").asText());
    assertEquals(7, threads.path("bytes").asLong());
    assertEquals(String.format("%064x", 7), threads.path("sha256").asText());
    assertEquals("failed", what(last()).path("state").asText());
    assertEquals("timeout", what(last()).path("reason").asText());
  }

  @Test
  default void an_upload_is_told_once_and_only_if_it_was_of_the_bytes_on_record() {
    Claim claim = bound("pay-1");
    ledger().record(claim, List.of(verified("heap.hprof", 3)));
    PendingUpload old = ledger().dueUploads(now(), 1).get(0);
    ledger().record(claim, List.of(verified("heap.hprof", 4)));
    PendingUpload anew = ledger().dueUploads(now(), 1).get(0);

    ledger().uploaded(old, URI.create("https://drive.example/d/old"));
    ledger().uploaded(anew, URI.create("https://drive.example/d/new"));
    ledger().uploaded(anew, URI.create("https://drive.example/d/new"));

    assertEquals(5, audit().size());
    assertEquals("evidence-uploaded", last().event().kind());
    assertEquals("https://drive.example/d/new", what(last()).path("link").asText());
    assertEquals(4, what(last()).path("bytes").asLong());
  }

  @Test
  default void what_is_removed_from_the_store_is_told_with_the_setting_that_wants_it() {
    Claim claim = bound("pay-1");
    ledger().evidenceRemoved(claim.incident(), List.of("a/b", "c"), "store.retention.olderThan");

    assertEquals("evidence-removed", last().event().kind());
    assertEquals(claim.incident().id(), last().event().incident());
    assertEquals("store.retention.olderThan", what(last()).path("setting").asText());
    assertEquals("c", what(last()).path("files").path(1).asText());
    assertEquals("payments/pay-1", what(last()).path("pod").asText());
  }

  @Test
  default void a_question_and_its_answer_are_told_with_who_gave_it() {
    Claim claim = bound("pay-1");
    ledger().ask(claim, "May it go?", Duration.ofMinutes(15));
    ledger().ask(claim, "May it go?", Duration.ofMinutes(15));
    JsonNode asked = what(last());
    ledger().decide(claim.incident().id(), Approval.Decision.KEEP, "alice");
    ledger().decide(claim.incident().id(), Approval.Decision.TERMINATE, "bob");

    assertEquals(
        List.of("opened", "reached matched", "approval-asked", "approval-decided"), told());
    assertEquals("May it go?", asked.path("question").asText());
    assertEquals("2026-11-21T03:00:12.123456789Z", asked.path("expiresAt").asText());
    assertEquals("alice", what(last()).path("by").asText());
    assertEquals("keep", what(last()).path("decision").asText());
    assertEquals("uid-of-pay-1", what(last()).path("podUid").asText());
  }

  @Test
  default void a_pause_and_its_end_are_told_once_each_with_who_and_why() {
    ledger().pause("alice", "the database is moved");
    ledger().pause("bob", "");
    JsonNode paused = what(last());
    ledger().resume("carol");
    ledger().resume("carol");

    assertEquals(List.of("paused", "resumed"), told());
    assertEquals("alice", paused.path("by").asText());
    assertEquals("the database is moved", paused.path("reason").asText());
    assertEquals("carol", what(last()).path("by").asText());
    assertWhole();
  }

  @Test
  default void a_storm_opened_at_once_is_told_together_each_with_its_own() {
    ledger().accept(Samples.many(3_000));

    Set<String> told = new HashSet<>();
    for (AuditEntry entry : audit()) {
      assertEquals("", entry.event().incident());
      what(entry).path("incidents").forEach(each -> told.add(each.path("incident").asText()));
    }
    Set<String> open = ledger().open().stream().map(Incident::id).collect(Collectors.toSet());
    assertEquals(open, told);
    assertTrue(audit().size() < 100, "a few entries for all");
    assertWhole();
  }

  @Test
  default void the_chain_goes_on_after_a_restart() {
    bound("pay-1");
    reopened();
    reach(claim(), Stage.ADMITTED);

    assertEquals(3, audit().size());
    assertWhole();
  }

  @Test
  default void whatever_a_reason_says_the_chain_holds() {
    deferred(bound("pay-1"), new Reason("cooldown", "é\0\n\"\\\u2028<\uD83D\uDE00 \uD83D?"));

    assertTrue(what(last()).path("sentence").asText().startsWith("é\0\n\"\\\u2028<\uD83D\uDE00"));
    assertWhole();
  }

  private Claim deferred(Claim claim, Reason reason) {
    return save(claim, claim.incident().defer(reason, now(), now().plusSeconds(60)));
  }

  private List<String> told() {
    return audit().stream()
        .map(entry -> (entry.event().kind() + " " + what(entry).path("stage").asText()).strip())
        .toList();
  }

  private AuditEntry last() {
    List<AuditEntry> all = audit();
    return all.get(all.size() - 1);
  }

  private void assertWhole() {
    AuditChain chain = new AuditChain("");
    audit().forEach(chain::follow);
    assertEquals(Optional.empty(), chain.fault());
  }

  private static JsonNode what(AuditEntry entry) {
    return Json.parse(entry.event().what());
  }
}
