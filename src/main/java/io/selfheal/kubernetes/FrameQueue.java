package io.selfheal.kubernetes;

import io.selfheal.kubernetes.ClusterException.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import okio.ByteString;

/**
 * Hands frames from the socket's thread to the caller's, in batches: waking a thread for each of
 * 10,000 frames a second costs more than the bytes do. When it is full it holds the socket back, so
 * memory stays constant however slow the reader is.
 */
final class FrameQueue {
  static final long CAPACITY = 8 << 20;
  private static final long BATCH = 256 << 10;
  private static final long GATHERING_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int FRAME_COST = 64;

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
      held += (long) frame.size() + FRAME_COST;
      if (frames.size() == 1 || held >= BATCH) {
        notifyAll();
      }
    }
  }

  /** The next frames; none after the last ones of a stream that was closed in order. */
  synchronized List<ByteString> take() throws ClusterException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Interrupted: cannot " + doing);
    }
    await(deadlineNanos, () -> !frames.isEmpty());
    if (deadlineNanos - System.nanoTime() <= 0) {
      throw Failures.of(Reason.TIMEOUT, doing, "it did not end before its deadline");
    }
    await(System.nanoTime() + GATHERING_NANOS, () -> held >= BATCH);
    if (frames.isEmpty() && failure != null) {
      throw failure;
    }
    List<ByteString> batch = List.copyOf(frames);
    empty();
    return batch;
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
    empty();
    end();
  }

  private void empty() {
    frames.clear();
    held = 0;
    notifyAll();
  }

  private synchronized void await(long untilNanos, BooleanSupplier enough)
      throws InterruptedException {
    long left = untilNanos - System.nanoTime();
    while (!enough.getAsBoolean() && !done && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = untilNanos - System.nanoTime();
    }
  }
}
