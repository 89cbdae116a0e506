package io.selfheal.reliability;

import io.selfheal.evidence.Spool;
import io.selfheal.evidence.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A spool that is slower than the pod: it hashes what it gets again and again. Remembers by how
 * much the pod's cat was ahead of it at most.
 */
final class SlowSpool implements Spool {
  private static final int TIMES = 20;

  private final Spool spool;
  private long ahead;

  SlowSpool(Spool spool) {
    this.spool = spool;
  }

  /** In bytes. */
  long ahead() {
    return ahead;
  }

  @Override
  public SpoolFile create(String incidentId, String fileName) throws IOException {
    return new SlowFile(spool.create(incidentId, fileName));
  }

  private final class SlowFile implements SpoolFile {
    private final SpoolFile file;
    private long written;

    private SlowFile(SpoolFile file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      written += bytes.remaining();
      dawdle(bytes);
      file.write(bytes);
      ahead = Math.max(ahead, readInPod() - written);
    }

    @Override
    public void commit() throws IOException {
      file.commit();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static void dawdle(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < TIMES; i++) {
        digest.update(bytes.duplicate());
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The sandbox's cat is a process of this machine; 0 once it has read everything. */
  private static long readInPod() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().filter(name -> name.endsWith("/cat")).isPresent())
        .mapToLong(SlowSpool::position)
        .max()
        .orElse(0);
  }

  private static long position(ProcessHandle cat) {
    Path process = Path.of("/proc/" + cat.pid());
    try {
      return Files.readAllLines(process.resolve("fdinfo/3")).stream()
          .filter(line -> line.startsWith("pos:"))
          .mapToLong(line -> Long.parseLong(line.substring(4).strip()))
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }
}
