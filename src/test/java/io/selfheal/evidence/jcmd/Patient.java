package io.selfheal.evidence.jcmd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A JVM with something in its heap and two threads in each other's way; with {@code
 * -Dpatient.exhausted=true} it ran out of memory once, and lived on. Ends with its parent.
 */
final class Patient {
  private static final List<byte[]> HELD = new ArrayList<>();

  private Patient() {}

  public static void main(String[] args) throws IOException {
    for (int i = 0; i < 200; i++) {
      HELD.add(new byte[10_000]);
    }
    deadlock();
    if (Boolean.getBoolean("patient.exhausted")) {
      exhaust();
    }
    System.out.println("READY");
    int end = System.in.read();
    System.exit(end < 0 ? 0 : 1);
  }

  private static void exhaust() {
    try {
      HELD.add(new byte[1 << 30]);
    } catch (OutOfMemoryError e) {
      System.out.println(e.getMessage());
    }
  }

  private static void deadlock() {
    Object left = new Object();
    Object right = new Object();
    CountDownLatch bothHeld = new CountDownLatch(2);
    Thread there = new Thread(() -> lock(left, right, bothHeld), "transfer-a");
    Thread back = new Thread(() -> lock(right, left, bothHeld), "transfer-b");
    there.start();
    back.start();
    while (there.getState() != Thread.State.BLOCKED || back.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
  }

  private static void lock(Object first, Object second, CountDownLatch bothHeld) {
    synchronized (first) {
      bothHeld.countDown();
      awaitQuietly(bothHeld);
      synchronized (second) {
        HELD.clear();
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
