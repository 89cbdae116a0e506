package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the one writer does to the jobs that wait together. */
final class GroupCommitTest {
  private static final String FULL = "2";

  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:12.123456789Z");
  @TempDir Path folder;
  private JdbcLedger ledger;
  private GroupCommit writer;

  @BeforeEach
  void open() {
    ledger = (JdbcLedger) SqliteLedger.open(folder.resolve("ledger.db"), clock);
    writer = ledger.store().writer();
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void every_commit_is_synced_to_disk() {
    assertEquals("wal", writer.write(handle -> pragma(handle, "journal_mode")));
    assertEquals(FULL, writer.write(handle -> pragma(handle, "synchronous")));
    assertEquals("1", writer.write(handle -> pragma(handle, "foreign_keys")));
  }

  @Test
  void a_job_that_fails_undoes_itself_and_not_its_neighbours() {
    CountDownLatch queued = BusyWriter.hold(writer);
    CompletableFuture<Boolean> before = writer.submit(say("before"));
    CompletableFuture<Boolean> broken =
        writer.submit(say("broken").andThen(said -> fail("by surprise")));
    CompletableFuture<Boolean> after = writer.submit(say("after"));
    queued.countDown();

    assertTrue(before.join());
    assertTrue(after.join());
    assertThrows(CompletionException.class, broken::join);
    assertEquals(List.of("after", "before"), said());
  }

  @Test
  void a_commit_that_fails_fails_all_and_leaves_nothing() {
    CountDownLatch queued = BusyWriter.hold(writer);
    CompletableFuture<Boolean> innocent = writer.submit(say("innocent"));
    CompletableFuture<Integer> guilty = writer.submit(GroupCommitTest::breakTheCommit);
    queued.countDown();

    CompletionException told = assertThrows(CompletionException.class, innocent::join);
    assertTrue(told.getCause() instanceof LedgerException, told.toString());
    assertThrows(CompletionException.class, guilty::join);
    assertEquals(List.of(), said());
    assertTrue(writer.write(say("the next one")));
  }

  @Test
  void a_full_disk_loses_nothing_half_way_and_mends_itself_once_there_is_space() {
    ledger.accept(List.of(Samples.matched(Samples.firing("pay-1"))));
    List<Incident> before = ledger.open();
    writer.write(handle -> handle.execute("PRAGMA max_page_count = 1"));

    LedgerException refusal =
        assertThrows(LedgerException.class, () -> ledger.accept(Samples.many(2_000)));

    assertTrue(refusal.getMessage().contains("free some space"), refusal.getMessage());
    assertEquals(before, ledger.open());
    assertEquals(2_000, ledger.accept(Samples.many(2_000)).size());
    ledger.check();
  }

  /** From this statement on the connection may write nothing, its own commit included. */
  @Test
  void a_disk_that_was_read_only_for_a_while_needs_no_restart() {
    LedgerException refusal =
        assertThrows(
            LedgerException.class,
            () -> writer.write(handle -> handle.execute("PRAGMA query_only = 1")));

    assertTrue(refusal.getMessage().contains("make its folder writable"), refusal.getMessage());
    assertEquals(2, ledger.accept(Samples.many(2)).size());
  }

  @Test
  void reads_do_not_wait_for_the_writer() {
    CountDownLatch queued = BusyWriter.hold(writer);
    CompletableFuture<Boolean> waiting = writer.submit(say("later"));

    assertEquals(List.of(), said());
    assertFalse(waiting.isDone());
    queued.countDown();
    assertTrue(waiting.join());
    assertEquals(List.of("later"), said());
  }

  @Test
  void an_interrupt_does_not_cut_a_write_short_and_is_not_lost() {
    Thread.currentThread().interrupt();

    assertTrue(writer.write(say("in spite of it")));

    assertTrue(Thread.interrupted());
    assertEquals(List.of("in spite of it"), said());
  }

  @Test
  void what_waits_at_the_close_is_written_and_later_calls_are_refused() {
    CountDownLatch queued = BusyWriter.hold(writer);
    CompletableFuture<Boolean> waiting = writer.submit(say("before the close"));
    queued.countDown();
    ledger.close();

    assertTrue(waiting.join());
    assertThrows(LedgerException.class, () -> writer.write(say("after it")));
    assertThrows(LedgerException.class, () -> ledger.open());
  }

  private static String pragma(Handle handle, String name) {
    return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
  }

  private Function<Handle, Boolean> say(String key) {
    Duration hour = Duration.ofHours(1);
    return handle -> new OutboxRows(handle, clock.instant()).sayOnce(key, key, hour);
  }

  private List<String> said() {
    return ledger
        .store()
        .read(
            handle ->
                handle.createQuery("SELECT key FROM said ORDER BY key").mapTo(String.class).list());
  }

  private static Boolean fail(String why) {
    throw new IllegalStateException(why);
  }

  /** A reference to nothing, found out at the commit only. */
  static Integer breakTheCommit(Handle handle) {
    handle.execute("PRAGMA defer_foreign_keys = ON");
    return handle.execute("INSERT INTO step (incident, name, begun_at) VALUES ('none', 'x', 'y')");
  }
}
