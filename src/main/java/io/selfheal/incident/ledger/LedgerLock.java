package io.selfheal.incident.ledger;

import io.selfheal.incident.LedgerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second responder off the same file: two pods can mount one ReadWriteOnce volume on one
 * node.
 */
final class LedgerLock implements AutoCloseable {
  /**
   * What this process holds. It is asked before the lock file is opened: on Linux, closing any
   * channel of a file drops every lock that the process has on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private LedgerLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static LedgerLock take(Path ledger) throws IOException {
    Path file = ledger.resolveSibling(ledger.getFileName() + ".lock");
    if (!HELD.add(file)) {
      throw held(ledger, "this process has it open already");
    }
    try {
      return new LedgerLock(file, lock(ledger, file));
    } catch (IOException | RuntimeException e) {
      HELD.remove(file);
      throw e;
    }
  }

  private static FileChannel lock(Path ledger, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw held(ledger, "another process has it open");
    }
    return channel;
  }

  private static LedgerException held(Path ledger, String why) {
    return new LedgerException(
        "Cannot open the ledger " + ledger + ": " + why + "; stop that one first");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(file);
  }
}
