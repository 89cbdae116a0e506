package io.selfheal.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * The JVM inside a sandbox pod, sick as its system properties say. It ends itself when its standard
 * input closes, so that it cannot outlive a sandbox that was killed.
 */
public final class Patient {
  /** Main returns once it is ready: a program that comes to its end. */
  public static final String COMPLETES = "-Dcompletes=true";

  /** Two threads that wait for each other for ever. */
  public static final String DEADLOCK = "-Ddeadlock=true";

  /** Ignores the request to stop, so that its pod stays terminating until the grace period ends. */
  public static final String LINGERS = "-Dlingers=true";

  private static final Map<String, Order> CACHE = new ConcurrentHashMap<>();
  private static final int ORDER_BYTES = 1_000;

  /** A loop is at its worst at first, long enough for its story to be told. */
  private static final Duration WORST = Duration.ofMinutes(1);

  /** Then it rests as long as it burns: a laptop with some of these pods is to stay usable. */
  private static final Duration BURN = Duration.ofMillis(5);

  private record Order(String id, String payload, List<String> lines) {}

  private Patient() {}

  /** The JVM option for a leak of that size. */
  public static String holding(int megabytes) {
    return "-Dhold.mb=" + megabytes;
  }

  /** The JVM option for threads {@code hot-loop-0} and up that burn a core each, later half. */
  public static String hotLoops(int threads) {
    return "-Dhot.loops=" + threads;
  }

  public static void main(String[] args) throws InterruptedException {
    daemon("stdin-watch", Patient::endWithStandardInput);
    leak(Integer.getInteger("hold.mb", 0));
    for (int i = 0; i < Integer.getInteger("hot.loops", 0); i++) {
      daemon("hot-loop-" + i, Patient::spin);
    }
    if (Boolean.getBoolean("deadlock")) {
      deadlock();
    }
    if (Boolean.getBoolean("lingers")) {
      Runtime.getRuntime().addShutdownHook(new Thread(Patient::waitForever));
    }
    System.out.println("READY entries=" + CACHE.size());
    if (!Boolean.getBoolean("completes")) {
      new CountDownLatch(1).await();
    }
  }

  private static void leak(int megabytes) {
    Random random = new Random(42);
    for (int i = 0; i < megabytes * 1_000; i++) {
      String payload = "order-%08d ".formatted(i).repeat(ORDER_BYTES / 15);
      List<String> lines = new ArrayList<>(List.of("sku-" + random.nextInt(9_999)));
      CACHE.put("order-" + i, new Order("order-" + i, payload, lines));
    }
  }

  private static void deadlock() throws InterruptedException {
    Object first = new Object();
    Object second = new Object();
    CountDownLatch bothHold = new CountDownLatch(2);
    daemon("transfer-a", () -> lockBoth(first, second, bothHold));
    daemon("transfer-b", () -> lockBoth(second, first, bothHold));
    bothHold.await();
  }

  private static void lockBoth(Object outer, Object inner, CountDownLatch bothHold) {
    synchronized (outer) {
      bothHold.countDown();
      try {
        bothHold.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      synchronized (inner) {
        System.out.println("never said");
      }
    }
  }

  private static void spin() {
    double value = 1;
    long rests = System.nanoTime() + WORST.toNanos();
    while (value != 0) {
      long until = System.nanoTime() + BURN.toNanos();
      while (System.nanoTime() < until) {
        value = Math.sin(value) + 1.1;
      }
      if (System.nanoTime() - rests > 0) {
        LockSupport.parkNanos(BURN.toNanos());
      }
    }
  }

  private static void waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endWithStandardInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // a broken pipe means the same as its end
    }
    Runtime.getRuntime().halt(0);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
