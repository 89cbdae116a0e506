package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.kubernetes.ClusterException.Reason;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrameQueueTest {
  private static final int FRAME_BYTES = 32 << 10;
  private static final int FULL = (int) (FrameQueue.CAPACITY / FRAME_BYTES);
  private static final int FRAMES = 6 * FULL;
  private static final ByteString FRAME = ByteString.of(new byte[FRAME_BYTES]);

  private final FrameQueue queue =
      new FrameQueue(System.nanoTime() + TimeUnit.MINUTES.toNanos(1), "run cat");

  @Test
  void a_full_queue_holds_the_sender_back_and_loses_nothing() throws Exception {
    Thread sender = sender();
    awaitBlocked(sender);
    int taken = 0;
    for (List<ByteString> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
      assertTrue(
          batch.size() <= FULL + 1, "a batch of " + batch.size() + " frames is over the bound");
      taken += batch.size();
    }
    assertEquals(FRAMES, taken);
    sender.join();
  }

  @Test
  void a_sender_that_nobody_reads_any_more_is_let_go() throws Exception {
    Thread sender = sender();
    awaitBlocked(sender);
    queue.abandon();
    sender.join();
    assertEquals(List.of(), queue.take());
  }

  @Test
  void a_failure_comes_after_the_frames_that_arrived_before_it() throws Exception {
    queue.put(FRAME);
    queue.fail(new ClusterException(Reason.STREAM_CUT, "gone"));
    assertEquals(List.of(FRAME), queue.take());
    assertThrows(ClusterException.class, queue::take);
  }

  @Test
  void a_deadline_holds_however_many_frames_are_waiting() throws Exception {
    FrameQueue late = new FrameQueue(System.nanoTime() - 1, "run cat");
    late.put(FRAME);
    var failed = assertThrows(ClusterException.class, late::take);
    assertEquals(Reason.TIMEOUT, failed.reason());
  }

  @Test
  void an_interruption_counts_however_many_frames_are_waiting() throws Exception {
    queue.put(FRAME);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, queue::take);
  }

  @Test
  void what_breaks_after_the_end_changes_nothing() throws Exception {
    queue.end();
    queue.fail(new ClusterException(Reason.STREAM_CUT, "the socket was closed"));
    assertEquals(List.of(), queue.take());
  }

  private Thread sender() {
    Thread sender = new Thread(this::sendAll);
    sender.start();
    return sender;
  }

  private void sendAll() {
    try {
      for (int i = 0; i < FRAMES; i++) {
        queue.put(FRAME);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    queue.end();
  }

  private static void awaitBlocked(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      assertTrue(thread.isAlive(), "the sender was not held back");
      Thread.onSpinWait();
    }
  }
}
