package io.selfheal.evidence.jcmd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A JVM with something in its heap and two threads in each other's way; ends with its parent. */
final class Patient {
  private static final List<byte[]> HELD = new ArrayList<>();

  private Patient() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    for (int i = 0; i < 200; i++) {
      HELD.add(new byte[10_000]);
    }
    if (args.length > 0) {
      deadlock();
    }
    System.out.println("READY");
    int end = System.in.read();
    System.exit(end < 0 ? 0 : 1);
  }

  private static void deadlock() throws InterruptedException {
    Object left = new Object();
    Object right = new Object();
    Thread there = new Thread(() -> lock(left, right), "transfer-a");
    Thread back = new Thread(() -> lock(right, left), "transfer-b");
    there.start();
    back.start();
    while (there.getState() != Thread.State.BLOCKED || back.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
  }

  private static void lock(Object first, Object second) {
    synchronized (first) {
      for (int i = 0; i < 100_000_000; i++) {
        Thread.onSpinWait();
      }
      synchronized (second) {
        HELD.clear();
      }
    }
  }
}
