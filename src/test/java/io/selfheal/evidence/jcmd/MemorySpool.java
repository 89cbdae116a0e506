package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.Spool;
import io.selfheal.evidence.SpoolFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what was committed; may be full from the start or from a number of bytes on. */
final class MemorySpool implements Spool {
  final Map<String, byte[]> committed = new ConcurrentHashMap<>();
  private long room = Long.MAX_VALUE;

  MemorySpool room(long bytes) {
    room = bytes;
    return this;
  }

  @Override
  public SpoolFile create(String incidentId, String fileName) throws IOException {
    if (room == 0) {
      throw new IOException("quota used up");
    }
    return new File(incidentId + "/" + fileName);
  }

  private final class File implements SpoolFile {
    private final String name;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private File(String name) {
      this.name = name;
    }

    @Override
    public void write(ByteBuffer next) throws IOException {
      byte[] copy = new byte[next.remaining()];
      next.get(copy);
      bytes.write(copy);
      if (bytes.size() > room) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void commit() {
      committed.put(name, bytes.toByteArray());
    }

    @Override
    public void close() {}
  }
}
