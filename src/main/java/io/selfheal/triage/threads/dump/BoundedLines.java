package io.selfheal.triage.threads.dump;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a text that may be anything: what is too long is cut, and after enough it ends. */
final class BoundedLines {
  /** A frame's names together may be longer by the specification; nobody's are. */
  static final int LONGEST = 4096;

  /** 10,000 threads with 100 calls each are less. */
  static final long MOST_BYTES = 128L << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] line = new byte[LONGEST];
  private int at;
  private int end;
  private long total;

  BoundedLines(InputStream in) {
    this.in = in;
  }

  /** Null at the end. */
  String next() throws IOException {
    int length = 0;
    boolean any = false;
    while (at < end || fill()) {
      byte next = buffer[at++];
      any = true;
      if (next == '\n') {
        break;
      }
      if (length < LONGEST) {
        line[length++] = next;
      }
    }
    return any ? text(length) : null;
  }

  boolean cut() {
    return total >= MOST_BYTES;
  }

  private String text(int length) {
    int whole = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, whole, StandardCharsets.UTF_8);
  }

  private boolean fill() throws IOException {
    if (cut()) {
      return false;
    }
    end = Math.max(0, in.read(buffer));
    at = 0;
    total += end;
    return end > 0;
  }
}
