package io.selfheal.triage.threads;

import io.selfheal.triage.threads.dump.Frame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which call of the JDK means which activity. */
final class JdkCalls {
  private static final Map<String, Activity> BY_START = new LinkedHashMap<>();

  static {
    starts(Activity.PARKS, "java.util.concurrent.locks.LockSupport.park");
    starts(Activity.SLEEPS, "java.lang.Thread.sleep");
    starts(Activity.WAITS, "java.lang.Object.wait");
    starts(Activity.JOINS, "java.lang.Thread.join");
    starts(
        Activity.CONDITION,
        "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await",
        "java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject.await");
    starts(
        Activity.LOCKS,
        "java.util.concurrent.locks.ReentrantLock",
        "java.util.concurrent.locks.ReentrantReadWriteLock$",
        "java.util.concurrent.locks.StampedLock");
    starts(Activity.ACQUIRES, "java.util.concurrent.Semaphore.");
    starts(
        Activity.LATCH,
        "java.util.concurrent.CountDownLatch.await",
        "java.util.concurrent.CyclicBarrier.",
        "java.util.concurrent.Phaser.",
        "java.util.concurrent.Exchanger.",
        "java.util.concurrent.ThreadPoolExecutor.awaitTermination",
        "java.util.concurrent.ForkJoinPool.awaitTermination",
        "java.util.concurrent.ExecutorService.close",
        "java.lang.ApplicationShutdownHooks");
    starts(
        Activity.FUTURE,
        "java.util.concurrent.FutureTask.get",
        "java.util.concurrent.FutureTask.awaitDone",
        "java.util.concurrent.CompletableFuture.get",
        "java.util.concurrent.CompletableFuture.join",
        "java.util.concurrent.CompletableFuture.waitingGet",
        "java.util.concurrent.CompletableFuture.timedGet",
        "java.util.concurrent.ForkJoinTask.get",
        "java.util.concurrent.ForkJoinTask.join",
        "java.util.concurrent.ForkJoinTask.invoke",
        "java.util.concurrent.ForkJoinTask.awaitDone",
        "java.util.concurrent.AbstractExecutorService.invoke",
        "java.util.concurrent.ExecutorCompletionService.",
        "java.util.concurrent.StructuredTaskScope");
    starts(
        Activity.ACCEPTS,
        "sun.nio.ch.NioSocketImpl.accept",
        "sun.nio.ch.ServerSocketChannelImpl.accept",
        "java.net.ServerSocket.");
    starts(Activity.SELECTS, "sun.nio.ch.SelectorImpl.", "sun.nio.ch.EPoll", "sun.nio.ch.KQueue");
    starts(
        Activity.READS,
        "sun.nio.ch.NioSocketImpl.read",
        "sun.nio.ch.NioSocketImpl.implRead",
        "sun.nio.ch.NioSocketImpl.timedRead",
        "sun.nio.ch.SocketChannelImpl.read",
        "sun.nio.ch.SocketDispatcher.read",
        "sun.nio.ch.DatagramChannelImpl.",
        "java.net.SocketInputStream.",
        "java.net.Socket$SocketInputStream.",
        "java.net.DatagramSocket.receive");
    starts(
        Activity.CONNECTS,
        "sun.nio.ch.NioSocketImpl.connect",
        "sun.nio.ch.SocketChannelImpl.connect",
        "java.net.Socket.connect",
        "java.net.Socket.<init>");
    starts(Activity.RESOLVES, "java.net.InetAddress.", "java.net.Inet6AddressImpl.");
    starts(
        Activity.CALLS_HTTP,
        "jdk.internal.net.http.HttpClientImpl.send",
        "jdk.internal.net.http.HttpClientFacade.send",
        "sun.net.www.protocol.http",
        "sun.net.www.http.HttpClient");
    starts(Activity.PROCESS, "java.lang.ProcessImpl.waitFor", "java.lang.Process.waitFor");
    starts(
        Activity.IDLE,
        "java.util.concurrent.ThreadPoolExecutor.getTask",
        "java.util.concurrent.ForkJoinPool.awaitWork",
        "java.util.concurrent.DelayScheduler.",
        "java.util.TimerThread.mainLoop",
        "java.lang.ref.ReferenceQueue.remove",
        "java.io.FileInputStream.read");
  }

  private JdkCalls() {}

  static boolean of(Frame frame) {
    String name = frame.name();
    return name.startsWith("java.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || name.startsWith("javax.")
        || name.startsWith("com.sun.");
  }

  static Optional<Activity> activity(Frame frame) {
    Optional<Activity> queue = queue(frame);
    return queue.isPresent() ? queue : byStart(frame.name());
  }

  private static Optional<Activity> byStart(String name) {
    for (Map.Entry<String, Activity> entry : BY_START.entrySet()) {
      if (name.startsWith(entry.getKey())) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  private static Optional<Activity> queue(Frame frame) {
    String name = frame.name();
    if (!name.startsWith("java.util.concurrent.") || !isQueue(frame.type())) {
      return Optional.empty();
    }
    String method = frame.method();
    if (method.startsWith("take") || method.startsWith("poll")) {
      return Optional.of(Activity.TAKES);
    }
    return method.startsWith("put") || method.startsWith("offer") || method.startsWith("transfer")
        ? Optional.of(Activity.PUTS)
        : Optional.empty();
  }

  private static boolean isQueue(String type) {
    return type.endsWith("Queue") || type.endsWith("Deque");
  }

  private static void starts(Activity activity, String... names) {
    for (String name : names) {
      BY_START.put(name, activity);
    }
  }
}
