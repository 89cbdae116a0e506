package io.selfheal.triage.hprof;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A dump in a file as it is, or compressed by gzip or zstd: its first bytes tell. */
public final class DumpFile {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP = 0x1F8B_0800;
  private static final int GZIP_BYTES = 0xFFFF_FF00;
  private static final int ZSTD = 0x28B5_2FFD;

  private DumpFile() {}

  /** Reads it to its end; what is wrong with its compression is damage too. */
  public static void read(Path file, HprofVisitor visitor) throws IOException {
    read(file, visitor, Duration.ofDays(1));
  }

  /**
   * The same.
   *
   * @param deadline after which it fails: what is compressed may have no end
   */
  public static void read(Path file, HprofVisitor visitor, Duration deadline) throws IOException {
    int first = first(file);
    try (InputStream plain = Files.newInputStream(file);
        InputStream in = new TimedInput(unpacked(plain, first), deadline)) {
      HprofReader.read(in, visitor);
    } catch (EOFException | ZipException e) {
      throw new IOException("Cannot read the heap dump: its compression is damaged", e);
    }
  }

  private static InputStream unpacked(InputStream plain, int first) throws IOException {
    if ((first & GZIP_BYTES) == GZIP) {
      return new GZIPInputStream(new BufferedInputStream(plain, BUFFER), BUFFER);
    }
    return first == ZSTD ? new ZstdInputStreamNoFinalizer(plain) : plain;
  }

  private static int first(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] four = in.readNBytes(Integer.BYTES);
      int first = 0;
      for (byte next : four) {
        first = first << Byte.SIZE | (next & 0xFF);
      }
      return four.length == Integer.BYTES ? first : 0;
    }
  }
}
