package io.selfheal.lab;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Reads a compressed heap dump to its end, by other code than the product's. */
record HprofFile(String format, int records, int lastTag, long objectBytes) {
  private static final int SEGMENT = 0x1C;

  static final int END = 0x2C;

  /** Throws an EOFException where a record is longer than what is left of the file. */
  static HprofFile read(String name, Path file) throws Exception {
    try (InputStream dump = unpacked(name, Files.newInputStream(file));
        DataInputStream in = new DataInputStream(new BufferedInputStream(dump, 1 << 16))) {
      String format = header(in);
      int records = 0;
      int tag = -1;
      long objectBytes = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        tag = next;
        long length = body(in);
        objectBytes += tag == SEGMENT ? length : 0;
        records++;
      }
      return new HprofFile(format, records, tag, objectBytes);
    }
  }

  private static InputStream unpacked(String name, InputStream in) throws IOException {
    return name.endsWith(".zst") ? new ZstdInputStream(in) : new GZIPInputStream(in, 1 << 16);
  }

  /** Not taken on the way: a stream that is skipped is not hashed. */
  static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String header(DataInputStream in) throws IOException {
    StringBuilder format = new StringBuilder();
    for (byte character = in.readByte(); character != 0; character = in.readByte()) {
      format.append(new String(new byte[] {character}, StandardCharsets.US_ASCII));
    }
    in.skipNBytes(Integer.BYTES + Long.BYTES);
    return format.toString();
  }

  private static long body(DataInputStream in) throws IOException {
    in.skipNBytes(Integer.BYTES);
    long length = Integer.toUnsignedLong(in.readInt());
    in.skipNBytes(length);
    return length;
  }
}
