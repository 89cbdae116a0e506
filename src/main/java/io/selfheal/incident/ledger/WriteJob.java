package io.selfheal.incident.ledger;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** One caller's writes within the writer's transaction: all of them, or none. */
final class WriteJob<T> {
  private final Function<Handle, T> work;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private T value;
  private Throwable failure;

  WriteJob(Function<Handle, T> work) {
    this.work = work;
  }

  CompletableFuture<T> result() {
    return result;
  }

  /** Throws only when the whole transaction is lost. */
  void run(Handle handle) {
    handle.execute("SAVEPOINT job");
    try {
      value = work.apply(handle);
    } catch (Throwable e) {
      failure = e;
      handle.execute("ROLLBACK TO job");
    }
    handle.execute("RELEASE job");
  }

  boolean brokeTheDatabase() {
    return failure != null && LedgerFailure.isSql(failure);
  }

  void fail(Throwable transaction) {
    failure = failure == null ? transaction : failure;
  }

  /** Tells the caller, after the commit: what came of it, or why it failed. */
  void tell() {
    if (failure == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(failure);
    }
  }
}
