package io.selfheal.storage;

import io.selfheal.evidence.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Written next to its place, under a name of its own that the next start removes. */
final class LocalSpoolFile implements SpoolFile {
  /** No text that is taken of a pod comes near it. */
  private static final long LARGE = 64 << 20;

  private final Path part;
  private final Path file;
  private final FileChannel channel;
  private final BlockWriter blocks;
  private final SpoolQuota quota;
  private long written;
  private boolean finished;

  LocalSpoolFile(Path part, Path file, FileChannel channel, BlockSize block, SpoolQuota quota) {
    this.part = part;
    this.file = file;
    this.channel = channel;
    this.blocks = new BlockWriter(channel, block);
    this.quota = quota;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    quota.take(bytes.remaining(), written > LARGE);
    written += bytes.remaining();
    try {
      blocks.write(bytes);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void commit() throws IOException {
    try {
      blocks.finish();
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

  private static IOException explained(IOException e) {
    return Disk.isFull(e)
        ? new SpoolFullException(
            "Cannot write to the spool: its disk is full; free some space or set spool.folder to a larger volume",
            e)
        : e;
  }
}
