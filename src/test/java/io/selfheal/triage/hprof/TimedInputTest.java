package io.selfheal.triage.hprof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump that takes too long, as a few KiB may that unpack to terabytes. */
class TimedInputTest {
  @TempDir Path folder;

  @Test
  void the_deadline_ends_it() throws IOException {
    Path packed = folder.resolve("bomb.hprof.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(new DumpBytes(8).record(0x0E, 4, o -> o.writeInt(0)).toBytes());
    }
    IOException late =
        assertThrows(
            IOException.class, () -> DumpFile.read(packed, new HprofVisitor() {}, Duration.ZERO));
    assertEquals("it was not read within 0 s", late.getMessage());
  }
}
