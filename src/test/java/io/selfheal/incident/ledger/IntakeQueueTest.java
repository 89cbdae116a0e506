package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.Alert;
import io.selfheal.incident.Intake;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Receipt;
import io.selfheal.incident.Receipt.Decision;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of notifications that wait for the writer together. */
final class IntakeQueueTest {
  @TempDir Path folder;
  private final AtomicInteger turns = new AtomicInteger();
  private JdbcLedger ledger;

  @BeforeEach
  void open() {
    ledger =
        (JdbcLedger) SqliteLedger.open(folder.resolve("ledger.db"), clockThatIsReadOnceATurn());
    turns.set(0);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void all_that_wait_are_taken_in_at_once_and_each_has_its_own_receipts() throws Exception {
    CountDownLatch busy = BusyWriter.hold(ledger.store().writer());
    List<FutureTask<List<Receipt>>> waiting =
        IntStream.range(0, 20).mapToObj(i -> send(pods("p" + i, 1 + i % 3))).toList();
    busy.countDown();
    for (int i = 0; i < waiting.size(); i++) {
      List<Receipt> receipts = waiting.get(i).get();
      assertEquals(1 + i % 3, receipts.size());
      for (int pod = 0; pod < receipts.size(); pod++) {
        assertEquals(
            alert("p" + i + "-" + pod).fingerprint(),
            receipts.get(pod).fingerprint().orElseThrow());
        assertEquals(Decision.QUEUED, receipts.get(pod).decision());
      }
    }
    assertEquals(1, turns.get());
  }

  @Test
  void the_same_alert_from_several_senders_is_queued_once() throws Exception {
    CountDownLatch busy = BusyWriter.hold(ledger.store().writer());
    List<FutureTask<List<Receipt>>> waiting =
        Collections.nCopies(3, pods("pay", 2)).stream().map(this::send).toList();
    busy.countDown();
    List<Decision> decisions = new ArrayList<>();
    for (FutureTask<List<Receipt>> each : waiting) {
      each.get().forEach(receipt -> decisions.add(receipt.decision()));
    }
    assertEquals(2, Collections.frequency(decisions, Decision.QUEUED));
    assertEquals(4, Collections.frequency(decisions, Decision.DUPLICATE));
    assertEquals(2, ledger.open().size());
  }

  @Test
  void a_notification_that_cannot_be_taken_fails_alone() throws Exception {
    CountDownLatch busy = BusyWriter.hold(ledger.store().writer());
    FutureTask<List<Receipt>> before = send(pods("before", 1));
    FutureTask<List<Receipt>> poison = send(List.of(new Intake.Decided(alert("poison-1"), null)));
    FutureTask<List<Receipt>> after = send(pods("after", 1));
    busy.countDown();
    assertEquals(Decision.QUEUED, before.get().get(0).decision());
    assertEquals(Decision.QUEUED, after.get().get(0).decision());
    Throwable failure = assertThrows(ExecutionException.class, poison::get).getCause();
    assertTrue(failure instanceof LedgerException, failure::toString);
    assertEquals(2, ledger.open().size());
  }

  @Test
  void more_than_fits_at_once_takes_several_turns() throws Exception {
    CountDownLatch busy = BusyWriter.hold(ledger.store().writer());
    List<FutureTask<List<Receipt>>> waiting =
        IntStream.range(0, 3).mapToObj(i -> send(pods("p" + i, 4_000))).toList();
    busy.countDown();
    for (FutureTask<List<Receipt>> each : waiting) {
      assertEquals(4_000, each.get().size());
    }
    assertEquals(2, turns.get());
  }

  @Test
  void a_commit_that_fails_acknowledges_nobody_and_the_next_one_is_taken() throws Exception {
    CountDownLatch busy = BusyWriter.hold(ledger.store().writer());
    FutureTask<List<Receipt>> one = send(pods("one", 1));
    FutureTask<List<Receipt>> other = send(pods("other", 1));
    CompletableFuture<Integer> guilty =
        ledger.store().writer().submit(GroupCommitTest::breakTheCommit);
    busy.countDown();
    assertThrows(ExecutionException.class, () -> guilty.get());
    assertEquals(Decision.QUEUED, one.get().get(0).decision(), "tried again alone");
    assertEquals(Decision.QUEUED, other.get().get(0).decision());
    assertEquals(2, ledger.open().size());
  }

  @Test
  void a_closed_ledger_takes_nothing() {
    ledger.close();
    assertThrows(LedgerException.class, () -> ledger.accept(pods("late", 1)));
    assertThrows(LedgerException.class, () -> ledger.accept(pods("later", 1)));
  }

  /** Returns when it waits for its receipts. */
  private FutureTask<List<Receipt>> send(List<Intake> intakes) {
    FutureTask<List<Receipt>> task = new FutureTask<>(() -> ledger.accept(intakes));
    Thread sender = new Thread(task, "sender");
    sender.start();
    while (sender.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return task;
  }

  private Clock clockThatIsReadOnceATurn() {
    return new Clock() {
      @Override
      public Instant instant() {
        turns.incrementAndGet();
        return Instant.parse("2026-11-26T02:45:12Z");
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static List<Intake> pods(String workload, int count) {
    return IntStream.range(0, count)
        .<Intake>mapToObj(number -> Samples.matched(alert(workload + "-" + number)))
        .toList();
  }

  private static Alert alert(String pod) {
    return Samples.firing(pod);
  }
}
