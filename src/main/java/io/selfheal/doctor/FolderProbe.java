package io.selfheal.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes a small file into a folder, durably, and removes it. */
final class FolderProbe {
  private static final int WRITES = 9;
  private static final int BYTES = 4 * 1024;

  private FolderProbe() {}

  /** How long a write takes until it is on the disk: the median of a few. */
  static Duration write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createTempFile(folder, ".doctor-", ".part");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      List<Duration> times = new ArrayList<>();
      for (int i = 0; i < WRITES; i++) {
        long start = System.nanoTime();
        channel.write(ByteBuffer.allocate(BYTES));
        channel.force(true);
        times.add(Duration.ofNanos(System.nanoTime() - start));
      }
      Collections.sort(times);
      return times.get(WRITES / 2);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
