package io.selfheal.triage.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Holds secrets where a program may hold some: in the values of its heap, in names of threads that
 * a finding would name, and in its log. None of them may come out of a triage.
 */
final class Canaries {
  /** Any value, however ordinary it looks. */
  static final List<String> IN_HEAP =
      List.of("canaryvalue", "Canary Street 17", "canary.heap@shop.example", "hunter2canary");

  static final List<String> IN_THREADS =
      List.of(
          "eyJjYW5hcnkiOiJ0aHJlYWQifQ.eyJzdWIiOiIxNyJ9.c2lnbmF0dXJl",
          "canary.thread@shop.example",
          "4929123412341234",
          "5ca1ab1e-0ff1-4ce0-bead-c0ffee123456",
          "9f86d081884c7d659a2feaa0c55ad015",
          "Tk93IGlzIHRoZSB0aW1lIGZvciBh");

  static final List<String> IN_LOG =
      List.of(
          "hunter3canary",
          "canary.log@shop.example",
          "4929432143214321",
          "Canary Lane 18",
          "canarybearer.abcdef",
          "e3b0c44298fc1c149afbf4c8996fb924");

  private static final int KEPT = 60_000;
  private static final Map<String, Object> CACHE = new ConcurrentHashMap<>();

  private record Customer(String secret, char[] letters, byte[] bytes) {}

  private Canaries() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; sick && i < KEPT; i++) {
      String secret = IN_HEAP.get(i % IN_HEAP.size()) + "-" + i;
      CACHE.put(secret, new Customer(secret, secret.toCharArray(), secret.getBytes()));
    }
    block();
    log();
    CorpusProgram.ready();
  }

  /** All of them wait for one lock. */
  private static void block() throws InterruptedException {
    Object lock = new Object();
    CountDownLatch held = new CountDownLatch(1);
    CorpusProgram.daemon("holder-" + IN_THREADS.get(0), () -> hold(lock, held));
    held.await();
    List<Thread> waiting = new ArrayList<>();
    for (String name : IN_THREADS) {
      waiting.add(CorpusProgram.daemon("worker-" + name, () -> enter(lock)));
    }
    while (waiting.stream().anyMatch(one -> one.getState() != Thread.State.BLOCKED)) {
      Thread.onSpinWait();
    }
  }

  private static void hold(Object lock, CountDownLatch held) {
    synchronized (lock) {
      held.countDown();
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  private static void enter(Object lock) {
    synchronized (lock) {
      Thread.onSpinWait();
    }
  }

  private static void log() {
    for (String secret : IN_LOG) {
      System.err.println("2026-11-26 10:00:00.000 ERROR [main] Pay - password=" + secret);
      System.err.println("ERROR Authorization: Bearer " + secret + " was refused");
      new IllegalStateException(
              "Cannot charge '" + secret + "' of \"" + secret + "\", id=" + secret)
          .printStackTrace();
    }
  }
}
