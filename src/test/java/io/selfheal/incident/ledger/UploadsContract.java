package io.selfheal.incident.ledger;

import static io.selfheal.incident.ledger.Samples.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.Claim;
import io.selfheal.incident.Uploads.Backlog;
import io.selfheal.incident.Uploads.PendingUpload;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What waits in the spool for the store. */
interface UploadsContract extends LedgerFixture {
  URI LINK = URI.create("https://drive.example/d/1");

  @Test
  default void verified_artefacts_are_due_oldest_first() {
    Claim claim = bound("pay-1");
    Artefact heap = verified("heap.hprof", 3);
    Artefact threads = verified("threads-1.txt", 4);
    Instant first = now();
    ledger().record(claim, List.of(heap));
    clock().advance(Duration.ofMinutes(1));
    ledger().record(claim, List.of(threads));

    assertEquals(
        List.of(pending(claim, heap), pending(claim, threads)), ledger().dueUploads(now(), 9));
    assertEquals(List.of(pending(claim, heap)), ledger().dueUploads(now(), 1));
    assertEquals(new Backlog(2, 7, Optional.of(first)), ledger().uploadBacklog());
  }

  @Test
  default void what_failed_is_not_due() {
    Artefact.Failure why = new Artefact.Failure(FailureReason.TIMEOUT, "It took too long.");
    ledger()
        .record(
            bound("pay-1"), List.of(Artefact.failed(ArtefactKind.HEAP_DUMP, "heap.hprof", why)));

    assertEquals(List.of(), ledger().dueUploads(now(), 9));
    assertEquals(Backlog.NONE, ledger().uploadBacklog());
  }

  @Test
  default void a_session_is_kept_across_restarts_and_forgotten_on_demand() {
    PendingUpload upload = recorded("pay-1");
    ledger().uploadSession(upload, Optional.of("https://upload.example/s"));
    assertEquals(
        Optional.of("https://upload.example/s"), reopened().dueUploads(now(), 1).get(0).session());

    ledger().uploadSession(upload, Optional.empty());

    assertEquals(Optional.empty(), ledger().dueUploads(now(), 1).get(0).session());
  }

  @Test
  default void what_is_uploaded_has_its_link_and_its_message_is_due() {
    PendingUpload upload = recorded("pay-1");
    ledger().delivered(ledger().dueMessages(now(), 1).get(0), Optional.empty());

    ledger().uploaded(upload, LINK);

    Artefact uploaded = verified("heap.hprof", 3).uploadedTo(LINK);
    assertEquals(List.of(uploaded), ledger().dueMessages(now(), 9).get(0).incident().artefacts());
    assertEquals(List.of(), ledger().dueUploads(now(), 9));
    assertEquals(Backlog.NONE, ledger().uploadBacklog());
  }

  @Test
  default void a_remark_is_read_with_the_artefact_and_its_message_is_due() {
    PendingUpload upload = recorded("pay-1");
    ledger().delivered(ledger().dueMessages(now(), 1).get(0), Optional.empty());

    ledger().uploadRemark(upload, "It came damaged.");
    PendingUpload again = ledger().dueUploads(now(), 1).get(0);
    ledger().uploaded(again, LINK);

    assertEquals(Optional.of("It came damaged."), again.artefact().remark());
    Artefact uploaded = ledger().dueMessages(now(), 9).get(0).incident().artefacts().get(0);
    assertEquals(Optional.of("It came damaged."), uploaded.remark());
    assertEquals(Optional.of(LINK), uploaded.link());
  }

  @Test
  default void a_failed_upload_waits_for_its_time() {
    PendingUpload upload = recorded("pay-1");
    Instant retryAt = now().plusSeconds(30);

    ledger().uploadFailed(upload, Samples.REASON, retryAt);

    assertEquals(List.of(), ledger().dueUploads(retryAt.minusNanos(1), 9));
    assertEquals(1, ledger().dueUploads(retryAt, 9).get(0).attempts());
    assertEquals(1, ledger().uploadBacklog().artefacts());
  }

  @Test
  default void news_of_an_artefact_that_was_recorded_anew_is_ignored() {
    Claim claim = bound("pay-1");
    ledger().record(claim, List.of(verified("heap.hprof", 3)));
    PendingUpload old = ledger().dueUploads(now(), 1).get(0);
    ledger().uploadSession(old, Optional.of("of the old bytes"));
    Artefact anew = verified("heap.hprof", 4);
    ledger().record(claim, List.of(anew));

    ledger().uploaded(old, LINK);

    assertEquals(List.of(pending(claim, anew)), ledger().dueUploads(now(), 9));
  }

  @Test
  default void an_upload_goes_on_after_its_incident_was_closed() {
    Claim claim = bound("pay-1");
    ledger().record(claim, List.of(verified("heap.hprof", 3)));
    save(claim, stored(claim).close(Samples.HEALED, now()));

    ledger().uploaded(ledger().dueUploads(now(), 1).get(0), LINK);

    assertEquals(Optional.of(LINK), stored(claim).artefacts().get(0).link());
  }

  private PendingUpload recorded(String pod) {
    ledger().record(bound(pod), List.of(verified("heap.hprof", 3)));
    return ledger().dueUploads(now(), 1).get(0);
  }

  private PendingUpload pending(Claim claim, Artefact artefact) {
    return new PendingUpload(stored(claim), artefact, Optional.empty(), 0);
  }
}
