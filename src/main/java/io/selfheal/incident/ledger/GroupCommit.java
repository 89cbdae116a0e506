package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The one writer: takes every job that waits, runs each under a savepoint of its own, and commits
 * all of them with one fsync. A job that fails undoes itself alone; a commit that fails fails all.
 * After trouble the connection is opened anew, so a full disk mends itself once there is space.
 */
final class GroupCommit implements AutoCloseable {
  private static final int MOST_JOBS = 1_000;

  private final Database database;
  private final BlockingQueue<WriteJob<?>> waiting = new LinkedBlockingQueue<>();
  private final WriteJob<Void> last = new WriteJob<>(handle -> null);
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private Handle connection;
  private boolean closed;

  GroupCommit(Database database) {
    this.database = database;
    Thread thread = new Thread(this::run, "ledger-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns once the job is on disk; an interrupt does not cut that short. */
  <T> T write(Function<Handle, T> work) {
    try {
      return submit(work).join();
    } catch (CompletionException e) {
      throw failure(e.getCause());
    }
  }

  LedgerException failure(Throwable cause) {
    return LedgerFailure.of("write to", database, cause);
  }

  synchronized <T> CompletableFuture<T> submit(Function<Handle, T> work) {
    if (closed) {
      throw new LedgerException(
          "Cannot write to the ledger "
              + database.name()
              + ": it is closed; the service is stopping");
    }
    WriteJob<T> job = new WriteJob<>(work);
    waiting.add(job);
    return job.result();
  }

  /** Tells what came of it, or why it failed, once the commit is over. */
  <T> void submit(Function<Handle, T> work, BiConsumer<T, Throwable> told) {
    CompletableFuture<T> unused = submit(work).whenComplete(told);
  }

  /** Writes what waits, then stops. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        waiting.add(last);
      }
    }
    stopped.join();
  }

  private void run() {
    List<WriteJob<?>> batch = new ArrayList<>();
    do {
      batch.clear();
      takeAll(batch);
      commit(batch);
    } while (!batch.contains(last));
    disconnect();
    stopped.complete(null);
  }

  private void takeAll(List<WriteJob<?>> batch) {
    try {
      batch.add(waiting.take());
      waiting.drainTo(batch, MOST_JOBS - 1);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the ledger's writer", e);
    }
  }

  private void commit(List<WriteJob<?>> batch) {
    try {
      Handle handle = connect();
      handle.begin();
      database.takeTurn(handle);
      batch.forEach(job -> job.run(handle));
      handle.commit();
    } catch (Throwable broken) {
      disconnect();
      batch.forEach(job -> job.fail(failure(broken)));
    }
    if (batch.stream().anyMatch(WriteJob::brokeTheDatabase)) {
      disconnect();
    }
    batch.forEach(WriteJob::tell);
  }

  private Handle connect() {
    if (connection == null) {
      connection = database.openWriter();
    }
    return connection;
  }

  private void disconnect() {
    Quietly.close(connection);
    connection = null;
  }
}
