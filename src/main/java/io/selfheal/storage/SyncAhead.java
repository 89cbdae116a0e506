package io.selfheal.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Lets the disk work while a file still comes in: left to the end, the fsync of a heap dump takes a
 * third of the whole transfer. A failure is kept for the writer, because the kernel tells of it
 * once only, and the next fsync would succeed.
 */
final class SyncAhead {
  private static final long STRIDE = 16L << 20;

  private final FileChannel channel;
  private FutureTask<Void> running;
  private long unsynced;

  SyncAhead(FileChannel channel) {
    this.channel = channel;
  }

  /** So many bytes more are in the file. */
  void written(int bytes) throws IOException {
    unsynced += bytes;
    if (unsynced >= STRIDE && (running == null || running.isDone())) {
      await();
      unsynced = 0;
      start();
    }
  }

  /** Everything that was written is durable when this returns. */
  void finish() throws IOException {
    await();
    channel.force(true);
  }

  private void start() {
    running =
        new FutureTask<>(
            () -> {
              channel.force(false);
              return null;
            });
    Thread thread = new Thread(running, "spool-sync");
    thread.setDaemon(true);
    thread.start();
  }

  private void await() throws IOException {
    if (running == null) {
      return;
    }
    try {
      running.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the file was synced");
    }
  }
}
