package io.selfheal.evidence.capture;

import io.selfheal.kubernetes.ByteSink;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps the end of a log, from the beginning of a line on. A server that is told a number of bytes
 * cuts the other end, where the trouble is.
 */
public final class LogTail implements ByteSink {
  private final int most;
  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private int kept;

  /**
   * @param most bytes
   */
  public LogTail(int most) {
    this.most = most;
  }

  @Override
  public void accept(ByteBuffer next) {
    byte[] piece = new byte[next.remaining()];
    next.get(piece);
    pieces.add(piece);
    kept += piece.length;
    while (kept - pieces.getFirst().length > most) {
      kept -= pieces.removeFirst().length;
    }
  }

  /** Once, at the end. */
  public ByteBuffer bytes() {
    ByteBuffer all = ByteBuffer.allocate(kept);
    while (!pieces.isEmpty()) {
      all.put(pieces.removeFirst());
    }
    return all.flip().position(from(all.array()));
  }

  /** The first line that is whole, or what there is of one that is too long itself. */
  private int from(byte[] all) {
    int first = Math.max(0, all.length - most);
    for (int at = first - 1; first > 0 && at < all.length - 1; at++) {
      if (all[at] == '\n') {
        return at + 1;
      }
    }
    return first;
  }
}
