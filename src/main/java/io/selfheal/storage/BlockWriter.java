package io.selfheal.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Gathers the slices of a stream, a few kilobytes each, into whole blocks: fewer system calls, and
 * the only thing that {@link BlockSize} lets pass by the page cache.
 */
final class BlockWriter {
  static final int GATHERED = 1 << 20;

  private final FileChannel channel;
  private final BlockSize block;
  private final ByteBuffer gathered;
  private long written;

  BlockWriter(FileChannel channel, BlockSize block) {
    this.channel = channel;
    this.block = block;
    this.gathered =
        ByteBuffer.allocateDirect(GATHERED + block.bytes())
            .alignedSlice(block.bytes())
            .slice(0, GATHERED);
  }

  void write(ByteBuffer bytes) throws IOException {
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

  /** Writes the rest, filled up to a whole block, cuts the filling off, and makes it durable. */
  void finish() throws IOException {
    if (gathered.position() > 0) {
      gathered.put(new byte[block.missing(gathered.position())]);
      flush();
      channel.truncate(written);
    }
    channel.force(true);
  }

  private void flush() throws IOException {
    gathered.flip();
    while (gathered.hasRemaining()) {
      channel.write(gathered);
    }
    gathered.clear();
  }
}
