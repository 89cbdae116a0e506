package io.selfheal.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockWriterTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 1 << 20, (1 << 20) + 1, 3_000_001})
  void writes_what_it_was_given_and_not_its_filling(int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Path file = folder.resolve("dump");
    try (FileChannel channel = Disk.create(file)) {
      BlockWriter writer = new BlockWriter(channel, new BlockSize(4096, Set.of()));
      for (int at = 0; at < length; at += 7_777) {
        writer.write(ByteBuffer.wrap(bytes, at, Math.min(7_777, length - at)));
      }
      writer.finish();
    }
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @ParameterizedTest
  @CsvSource({
    "512, true",
    "4096, true",
    "1048576, true",
    "4194304, false",
    "0, false",
    "-1, false",
    "3000, false"
  })
  void writes_past_the_page_cache_only_in_blocks_that_it_can_gather(long bytes, boolean fits) {
    assertEquals(fits, BlockSize.fits(bytes));
  }

  @Test
  void finds_blocks_that_the_folder_takes() throws IOException {
    BlockSize found = BlockSize.of(folder);
    assertEquals(0, BlockWriter.GATHERED % found.bytes());
    assertEquals(0, found.missing(BlockWriter.GATHERED));
  }
}
