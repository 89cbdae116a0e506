package io.selfheal.kubernetes;

import io.selfheal.kubernetes.ClusterException.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okio.ByteString;

/**
 * Hands frames from the socket's thread to the caller's. It is full after a few of them, and then
 * holds the socket back: memory stays constant however slow the reader is.
 */
final class FrameQueue {
  private static final long CAPACITY = 1 << 20;
  private static final int FRAME_COST = 64;
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Deque<ByteString> frames = new ArrayDeque<>();
  private final long deadlineNanos;
  private final String doing;
  private long held;
  private boolean done;
  private ClusterException failure;

  FrameQueue(long deadlineNanos, String doing) {
    this.deadlineNanos = deadlineNanos;
    this.doing = doing;
  }

  /** Waits while the queue is full; what comes after the end is dropped. */
  synchronized void put(ByteString frame) throws InterruptedException {
    while (held >= CAPACITY && !done) {
      wait();
    }
    if (!done) {
      frames.add(frame);
      held += cost(frame);
      notifyAll();
    }
  }

  /** The next frame; empty after the last one of a stream that was closed in order. */
  synchronized Optional<ByteString> take() throws ClusterException, InterruptedException {
    long left = left();
    while (frames.isEmpty() && !done) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TICK_NANOS));
      left = left();
    }
    if (frames.isEmpty() && failure != null) {
      throw failure;
    }
    Optional<ByteString> frame = Optional.ofNullable(frames.poll());
    frame.ifPresent(taken -> held -= cost(taken));
    notifyAll();
    return frame;
  }

  synchronized void end() {
    done = true;
    notifyAll();
  }

  synchronized void fail(ClusterException why) {
    if (!done) {
      failure = why;
    }
    end();
  }

  /** Nobody reads any more: lets go of the frames and of the socket's thread. */
  synchronized void abandon() {
    frames.clear();
    end();
  }

  private long left() throws ClusterException {
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      throw Failures.of(Reason.TIMEOUT, doing, "it did not end before its deadline");
    }
    return left;
  }

  private static long cost(ByteString frame) {
    return (long) frame.size() + FRAME_COST;
  }
}
