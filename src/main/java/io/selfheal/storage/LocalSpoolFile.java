package io.selfheal.storage;

import io.selfheal.evidence.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Written next to its place, under a name of its own that the next start removes. A stream comes in
 * slices of a few kilobytes: they are gathered, so that a system call moves more than one of them.
 */
final class LocalSpoolFile implements SpoolFile {
  private static final int GATHERED = 256 << 10;

  private final Path part;
  private final Path file;
  private final FileChannel channel;
  private final SpoolQuota quota;
  private final SyncAhead sync;
  private final ByteBuffer gathered = ByteBuffer.allocateDirect(GATHERED);
  private long written;
  private boolean finished;

  LocalSpoolFile(Path part, Path file, FileChannel channel, SpoolQuota quota) {
    this.part = part;
    this.file = file;
    this.channel = channel;
    this.quota = quota;
    this.sync = new SyncAhead(channel);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    quota.take(bytes.remaining());
    written += bytes.remaining();
    while (bytes.hasRemaining()) {
      int taken = Math.min(bytes.remaining(), gathered.remaining());
      gathered.put(bytes.slice(bytes.position(), taken));
      bytes.position(bytes.position() + taken);
      if (!gathered.hasRemaining()) {
        flush();
      }
    }
  }

  @Override
  public void commit() throws IOException {
    flush();
    try {
      sync.finish();
    } catch (IOException e) {
      throw explained(e);
    }
    channel.close();
    long replaced = Files.exists(file) ? Files.size(file) : 0;
    Disk.rename(part, file);
    finished = true;
    quota.give(replaced);
    Disk.sync(file.getParent());
  }

  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }
    finished = true;
    channel.close();
    Files.deleteIfExists(part);
    quota.give(written);
  }

  private void flush() throws IOException {
    gathered.flip();
    try {
      while (gathered.hasRemaining()) {
        sync.written(channel.write(gathered));
      }
    } catch (IOException e) {
      throw explained(e);
    }
    gathered.clear();
  }

  private static IOException explained(IOException e) {
    return Disk.isFull(e)
        ? new SpoolFullException(
            "Cannot write to the spool: its disk is full; free some space or set spool.folder to a larger volume",
            e)
        : e;
  }
}
