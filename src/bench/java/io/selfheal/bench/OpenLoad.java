package io.selfheal.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;

/**
 * Sends single alerts at a steady rate, whether or not earlier ones have been answered, over a
 * bounded number of connections. Each latency counts from the moment at which the alert was due.
 */
final class OpenLoad {
  private static final int CONNECTIONS = 64;
  private static final double MILLIS = 1e3;

  private final Serve serve;
  private final int firstAlert;
  private final int rate;
  private final double[] latencies;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();

  OpenLoad(Serve serve, int firstAlert, int rate, int count) {
    this.serve = serve;
    this.firstAlert = firstAlert;
    this.rate = rate;
    this.latencies = new double[count];
  }

  /** Returns when all are answered. */
  void run() throws InterruptedException {
    long begun = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Thread thread = new Thread(() -> send(begun), "load-" + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** How many were answered with 200. */
  int accepted() {
    return accepted.get();
  }

  /** In milliseconds. */
  Samples latencies() {
    return new Samples(DoubleStream.of(latencies));
  }

  private void send(long begun) {
    try (KeptConnection connection = serve.connection()) {
      for (int i = next.getAndIncrement(); i < latencies.length; i = next.getAndIncrement()) {
        String body = Payloads.notification(firstAlert + i, firstAlert + i + 1);
        long due = begun + i * TimeUnit.SECONDS.toNanos(1) / rate;
        LockSupport.parkNanos(due - System.nanoTime());
        if (connection.post(body) == 200) {
          accepted.incrementAndGet();
        }
        latencies[i] = Seconds.since(due) * MILLIS;
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot send alerts: a connection failed", e);
    }
  }
}
