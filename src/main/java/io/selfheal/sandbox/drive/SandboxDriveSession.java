package io.selfheal.sandbox.drive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** A resumable upload: takes chunks in order, and remembers what it has. */
final class SandboxDriveSession {
  private static final long UNIT = 256 << 10;
  private static final int BUFFER = 1 << 16;

  private final SandboxDriveFile.Entry entry;
  private final Map<String, String> properties;
  private final Path part;
  private final long total;
  private long received;

  SandboxDriveSession(
      SandboxDriveFile.Entry entry, Map<String, String> properties, Path part, long total) {
    this.entry = entry;
    this.properties = Map.copyOf(properties);
    this.part = part;
    this.total = total;
  }

  SandboxDriveFile.Entry entry() {
    return entry;
  }

  Map<String, String> properties() {
    return properties;
  }

  Path part() {
    return part;
  }

  synchronized long received() {
    return received;
  }

  synchronized boolean complete() {
    return received == total;
  }

  /**
   * Takes a chunk, or only its first bytes: then whole units of 256 KiB stay.
   *
   * @param most how much of it gets through
   */
  synchronized void take(SandboxDriveChunk chunk, InputStream body, long most) throws IOException {
    boolean fits = chunk.total() == total && chunk.from() == received && chunk.end() <= total;
    if (!fits || (chunk.end() != total && chunk.length() % UNIT != 0)) {
      throw SandboxDriveException.badRequest("invalidContentRange");
    }
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long wanted = Math.min(most, chunk.length());
      file.position(received);
      copy(body, file, wanted);
      received += wanted == chunk.length() ? wanted : wanted / UNIT * UNIT;
      file.truncate(received);
    }
  }

  private static void copy(InputStream body, FileChannel file, long bytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (long left = bytes; left > 0; ) {
      int n = body.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new EOFException("the body ended early");
      }
      file.write(ByteBuffer.wrap(buffer, 0, n));
      left -= n;
    }
  }
}
