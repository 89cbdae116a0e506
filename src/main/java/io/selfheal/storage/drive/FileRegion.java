package io.selfheal.storage.drive;

import com.google.api.client.http.AbstractHttpContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A chunk as it lies in the file, sent in small pieces: memory does not grow with the chunk. */
final class FileRegion extends AbstractHttpContent {
  private static final int PIECE = 1 << 16;

  private final FileChannel file;
  private final long from;
  private final long bytes;

  FileRegion(FileChannel file, long from, long bytes) {
    super("application/octet-stream");
    this.file = file;
    this.from = from;
    this.bytes = bytes;
  }

  /** As the header Content-Range has it. */
  String range(long total) {
    return "bytes " + from + "-" + (end() - 1) + "/" + total;
  }

  long from() {
    return from;
  }

  long end() {
    return from + bytes;
  }

  @Override
  public long getLength() {
    return bytes;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (long at = from; at < end(); at += piece.limit()) {
      piece.clear().limit((int) Math.min(PIECE, end() - at));
      readFully(piece, at);
      out.write(piece.array(), 0, piece.limit());
    }
    out.flush();
  }

  private void readFully(ByteBuffer piece, long at) throws IOException {
    while (piece.hasRemaining()) {
      if (file.read(piece, at + piece.position()) < 0) {
        throw new EOFException("the spool file was cut while it was sent");
      }
    }
  }
}
