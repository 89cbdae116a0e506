package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Connections to read by, as many as threads ever read at once: they see the last commit and never
 * wait for the writer. In a shared database claims go by them, too. One that failed is not used
 * again.
 */
final class Readers implements AutoCloseable {
  private final Database database;
  private final Deque<Handle> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Readers(Database database) {
    this.database = database;
  }

  <T> T read(Function<Handle, T> question) {
    if (closed) {
      throw new LedgerException(
          "Cannot read the ledger " + database.name() + ": it is closed; the service is stopping");
    }
    Handle handle = null;
    try {
      handle = borrow();
      T answer = question.apply(handle);
      giveBack(handle);
      return answer;
    } catch (RuntimeException e) {
      Quietly.close(handle);
      throw LedgerFailure.of("read", database, e);
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Handle handle = idle.poll(); handle != null; handle = idle.poll()) {
      Quietly.close(handle);
    }
  }

  private Handle borrow() {
    Handle handle = idle.poll();
    return handle == null ? database.openReader() : handle;
  }

  private void giveBack(Handle handle) {
    idle.push(handle);
    if (closed) {
      close();
    }
  }
}
