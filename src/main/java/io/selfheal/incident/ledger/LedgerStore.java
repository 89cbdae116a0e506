package io.selfheal.incident.ledger;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A database with its writer and its readers. */
final class LedgerStore implements AutoCloseable {
  private final Database database;
  private final GroupCommit writer;
  private final Readers readers;

  LedgerStore(Database database) {
    this.database = database;
    this.writer = new GroupCommit(database);
    this.readers = new Readers(database);
  }

  <T> T write(Function<Handle, T> work) {
    return writer.write(work);
  }

  <T> T read(Function<Handle, T> question) {
    return readers.read(question);
  }

  /** A write that looks at no more than the row which it locks. */
  <T> T claim(Function<Handle, T> work) {
    return database.shared()
        ? readers.read(handle -> handle.inTransaction(work::apply))
        : writer.write(work);
  }

  GroupCommit writer() {
    return writer;
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
