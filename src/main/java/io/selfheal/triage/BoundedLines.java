package io.selfheal.triage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a text that may be anything: what is too long is cut, and after enough it ends. */
public final class BoundedLines {
  /** A frame's names together may be longer by the specification; nobody's are. */
  public static final int LONGEST = 4096;

  /** 10,000 threads with 100 calls each are less. */
  public static final long MOST_BYTES = 128L << 20;

  private final InputStream in;
  private final long most;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] line = new byte[LONGEST];
  private int at;
  private int end;
  private long total;

  public BoundedLines(InputStream in) {
    this(in, MOST_BYTES);
  }

  /**
   * @param most bytes that are read
   */
  public BoundedLines(InputStream in, long most) {
    this.in = in;
    this.most = most;
  }

  /** Null at the end. */
  public String next() throws IOException {
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

  public boolean cut() {
    return total >= most;
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
