package io.selfheal.evidence.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.ZstdInputStream;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.Verification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZstdFileTest {
  private final byte[] bytes = new byte[3_000_000];
  private final Kept kept = new Kept();

  ZstdFileTest() {
    Random random = new Random(1);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(7);
    }
  }

  @Test
  void what_was_written_in_pieces_can_be_read_back() throws IOException {
    Received received;
    try (ZstdFile file = new ZstdFile(kept)) {
      for (int from = 0; from < bytes.length; from += 10_000) {
        file.write(ByteBuffer.wrap(bytes, from, 10_000).asReadOnlyBuffer());
      }
      received = file.finish(Verification.FULL);
    }
    byte[] stored = kept.bytes.toByteArray();
    assertEquals(stored.length, received.bytes());
    assertFalse(stored.length > bytes.length / 2);
    assertArrayEquals(bytes, new ZstdInputStream(new ByteArrayInputStream(stored)).readAllBytes());
  }

  @Test
  void a_byte_that_changed_on_the_disk_is_found() throws IOException {
    byte[] incompressible = new byte[100_000];
    new Random(1).nextBytes(incompressible);
    try (ZstdFile file = new ZstdFile(kept)) {
      file.write(ByteBuffer.wrap(incompressible));
      file.finish(Verification.FULL);
    }
    byte[] stored = kept.bytes.toByteArray();
    stored[stored.length / 2] ^= 1;
    ZstdInputStream damaged = new ZstdInputStream(new ByteArrayInputStream(stored));
    assertThrows(IOException.class, damaged::readAllBytes);
  }

  @Test
  void a_spool_that_is_full_says_so() {
    kept.room = 1_000;
    IOException full =
        assertThrows(
            IOException.class,
            () -> {
              try (ZstdFile file = new ZstdFile(kept)) {
                file.write(ByteBuffer.wrap(bytes));
                file.finish(Verification.FULL);
              }
            });
    assertEquals("No space left on device", full.getMessage());
  }

  private static final class Kept implements SpoolFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int room = Integer.MAX_VALUE;

    @Override
    public void write(ByteBuffer next) throws IOException {
      if (bytes.size() + next.remaining() > room) {
        throw new IOException("No space left on device");
      }
      while (next.hasRemaining()) {
        bytes.write(next.get());
      }
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }
}
