package io.selfheal.evidence.jcmd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Compresses as jcmd does: member after member, the first with a comment. */
final class Gzip {
  private static final byte[] COMMENT =
      "HPROF BLOCKSIZE=1048576\0".getBytes(StandardCharsets.US_ASCII);
  private static final int FLAGS_AT = 3;
  private static final int HEADER = 10;

  private Gzip() {}

  static byte[] inMembers(byte[] bytes, int memberSize) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int from = 0; from < bytes.length; from += memberSize) {
      byte[] member =
          member(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + memberSize)));
      if (from == 0) {
        member[FLAGS_AT] = 1 << 4;
        all.write(member, 0, HEADER);
        all.writeBytes(COMMENT);
        all.write(member, HEADER, member.length - HEADER);
      } else {
        all.writeBytes(member);
      }
    }
    return all.toByteArray();
  }

  private static byte[] member(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] member = out.toByteArray();
    // 255, "unknown", is what some JDKs write as the system; the check must not care
    member[HEADER - 1] = (byte) 255;
    return member;
  }
}
