package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.ManualClock;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.audit.AuditChain;
import io.selfheal.incident.audit.AuditEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who may write the file can do to the audit, and what shows. */
final class AuditFileTest {
  private static final int ENTRIES = 2_500;

  private final ManualClock clock = ManualClock.at("2026-11-21T02:45:12.123456789Z");
  @TempDir Path folder;
  private JdbcLedger ledger;

  @BeforeEach
  void open() {
    ledger = (JdbcLedger) SqliteLedger.open(folder.resolve("ledger.db"), clock);
    ledger.store().write(this::openEach);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void the_chain_is_whole_while_the_ledger_is_open() {
    AuditChain chain = chain();

    assertEquals(Optional.empty(), chain.fault());
    assertEquals(ENTRIES, chain.head().number());
    assertEquals("2026-11-21T02:45:12.123456789Z", chain.from());
  }

  @Test
  void an_entry_is_neither_changed_nor_deleted_nor_replaced_nor_squeezed_in() {
    refused("UPDATE audit SET what = '{}' WHERE number = 7");
    refused("DELETE FROM audit WHERE number = 7");
    refused("DELETE FROM audit");
    refused("INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 7");
    refused("REPLACE INTO audit VALUES (" + (ENTRIES + 2) + ", '', '', '', '', '', '')");

    assertEquals(Optional.empty(), chain().fault());
  }

  @Test
  void a_changed_entry_is_found() {
    tamper("UPDATE audit SET what = replace(what, 'memory', 'mercy') WHERE number = 1007");

    assertBrokenAt(1007, "it was changed");
  }

  @Test
  void whichever_column_is_changed_is_found() {
    tamper("UPDATE audit SET at = '2026-11-21T02:45:13.000000000Z' WHERE number = 9");
    assertBrokenAt(9, "it was changed");
    tamper("UPDATE audit SET incident = 'another' WHERE number = 8");
    assertBrokenAt(8, "it was changed");
    tamper("UPDATE audit SET kind = 'closed' WHERE number = 7");
    assertBrokenAt(7, "it was changed");
    tamper("UPDATE audit SET previous = hash WHERE number = 6");
    assertBrokenAt(6, "it was changed");
    tamper("UPDATE audit SET hash = previous WHERE number = 5");
    assertBrokenAt(5, "it was changed");
  }

  @Test
  void a_removed_entry_is_found() {
    tamper("DELETE FROM audit WHERE number = 1001");

    assertBrokenAt(1001, "it is missing, number 1002 comes in its place");
  }

  @Test
  void a_removed_first_entry_is_found() {
    tamper("DELETE FROM audit WHERE number = 1");

    assertBrokenAt(1, "it is missing");
  }

  @Test
  void two_entries_that_changed_places_are_found() {
    tamper("UPDATE audit SET number = 9999 WHERE number = 41");
    tamper("UPDATE audit SET number = 41 WHERE number = 42");
    tamper("UPDATE audit SET number = 42 WHERE number = 9999");

    assertBrokenAt(41, "it was changed");
  }

  @Test
  void an_entry_that_was_replaced_with_its_hash_is_found_at_the_next() {
    AuditChain before = new AuditChain("");
    AuditFile.of(folder.resolve("ledger.db"))
        .read(entry -> entry.number() < 7 && before.follow(entry));
    var forged = before.head().next(new AuditEvent("now", "opened", "forged", "{}"));
    tamper(
        "UPDATE audit SET at = 'now', kind = 'opened', incident = 'forged', what = '{}', hash = '"
            + forged.hash()
            + "' WHERE number = 7");

    assertBrokenAt(8, "it does not follow the entry before it");
  }

  @Test
  void entries_that_were_cut_off_the_end_show_only_by_a_hash_that_was_kept() {
    String kept = chain().head().hash();
    tamper("DELETE FROM audit WHERE number > 2000");

    AuditChain cut = new AuditChain(kept);
    AuditFile.of(folder.resolve("ledger.db")).read(cut::follow);

    assertEquals(Optional.empty(), cut.fault());
    assertTrue(cut.met().isEmpty());
  }

  @Test
  void a_job_that_fails_takes_its_entries_with_it_and_its_neighbours_are_chained() {
    GroupCommit writer = ledger.store().writer();
    CountDownLatch queued = BusyWriter.hold(writer);
    CompletableFuture<Void> before = writer.submit(handle -> open(handle, "before"));
    CompletableFuture<Void> broken = writer.submit(handle -> openInVain(handle, "broken"));
    CompletableFuture<Void> after = writer.submit(handle -> open(handle, "after"));
    queued.countDown();
    CompletableFuture.allOf(before, after).join();
    assertThrows(CompletionException.class, broken::join);

    AuditChain chain = chain();
    assertEquals(Optional.empty(), chain.fault());
    assertEquals(ENTRIES + 2, chain.head().number());
  }

  @Test
  void a_file_that_is_not_there_is_not_made() {
    Path nowhere = folder.resolve("nowhere.db");

    LedgerException refusal =
        assertThrows(LedgerException.class, () -> AuditFile.of(nowhere).read(entry -> true));

    assertTrue(refusal.getMessage().contains("there is no such file"), refusal.getMessage());
    assertFalse(Files.exists(nowhere));
  }

  /** One entry for each, in one transaction. */
  private Void openEach(Handle handle) {
    AlertIntake intake = new AlertIntake(handle, new IncidentIds(), clock.instant());
    Samples.many(ENTRIES).forEach(each -> intake.take(List.of(each)));
    return null;
  }

  private static Void open(Handle handle, String pod) {
    new AlertIntake(handle, new IncidentIds(), Instant.EPOCH)
        .take(List.of(Samples.matched(Samples.firing(pod))));
    return null;
  }

  private static Void openInVain(Handle handle, String pod) {
    open(handle, pod);
    throw new IllegalStateException("by surprise");
  }

  private AuditChain chain() {
    AuditChain chain = new AuditChain("");
    AuditFile.of(folder.resolve("ledger.db")).read(chain::follow);
    return chain;
  }

  private void refused(String sql) {
    LedgerException refusal =
        assertThrows(
            LedgerException.class, () -> ledger.store().write(handle -> handle.execute(sql)));
    assertTrue(refusal.getCause() instanceof UnableToExecuteStatementException);
    assertTrue(refusal.getMessage().contains("the audit "), refusal.getMessage());
  }

  /** As by somebody who may write the file, and knows of the triggers. */
  private void tamper(String sql) {
    ledger
        .store()
        .write(
            handle -> {
              handle.execute("DROP TRIGGER IF EXISTS audit_is_not_changed");
              handle.execute("DROP TRIGGER IF EXISTS audit_is_not_deleted");
              return handle.execute(sql);
            });
  }

  private void assertBrokenAt(long number, String why) {
    AuditChain.Fault fault = chain().fault().orElseThrow();
    assertEquals(number, fault.number());
    assertTrue(fault.why().startsWith(why), fault.why());
  }
}
