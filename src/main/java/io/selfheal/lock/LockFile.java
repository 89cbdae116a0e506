package io.selfheal.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second responder off what the first one uses: two pods can mount one ReadWriteOnce volume
 * on one node. The operating system drops the lock when the process ends, however it does.
 */
public final class LockFile implements AutoCloseable {
  /**
   * What this process holds. It is asked before the file is opened: on Linux, closing any channel
   * of a file drops every lock that the process has on it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private LockFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Makes the file where it is missing.
   *
   * @param file without links: the same lock must have the same name
   * @throws HeldException when this or another process has it
   */
  public static LockFile take(Path file) throws IOException {
    if (!HELD.add(file)) {
      throw new HeldException("this process has it open already");
    }
    try {
      return new LockFile(file, lock(file));
    } catch (IOException | RuntimeException e) {
      HELD.remove(file);
      throw e;
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new HeldException("another process has it open");
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(file);
  }
}
