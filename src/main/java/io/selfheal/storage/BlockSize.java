package io.selfheal.storage;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * In what units a folder's files are written. Where the file system lets us, they pass by the page
 * cache: copying a dump into it costs more than receiving the dump does, it would push out what
 * others need, and it counts against our own memory limit.
 *
 * @param options what to open files with
 */
record BlockSize(int bytes, Set<OpenOption> options) {
  /** Any number of bytes, through the page cache. */
  static final BlockSize ANY = new BlockSize(1, Set.of());

  BlockSize {
    options = Set.copyOf(options);
  }

  static BlockSize of(Path folder) throws IOException {
    long bytes = told(folder);
    return fits(bytes) ? tried(folder, (int) bytes) : ANY;
  }

  /** 0 where Java does not know: in a chroot, as images are built, it does not find the mount. */
  private static long told(Path folder) {
    try {
      return Files.getFileStore(folder).getBlockSize();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Some network file systems name blocks of several megabytes. */
  static boolean fits(long bytes) {
    return bytes > 0 && BlockWriter.GATHERED % bytes == 0;
  }

  /** Some file systems say yes and then refuse to write. */
  private static BlockSize tried(Path folder, int bytes) throws IOException {
    Path probe = folder.resolve("probe" + LocalSpool.PART);
    BlockSize direct = new BlockSize(bytes, Set.of(ExtendedOpenOption.DIRECT));
    try (FileChannel channel = Disk.create(probe, direct.options)) {
      channel.write(ByteBuffer.allocateDirect(2 * bytes).alignedSlice(bytes).limit(bytes));
      return direct;
    } catch (IOException | UnsupportedOperationException e) {
      return ANY;
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** How many bytes a piece of this length lacks to be whole blocks. */
  int missing(int length) {
    return (bytes - length % bytes) % bytes;
  }
}
