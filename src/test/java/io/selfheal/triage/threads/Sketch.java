package io.selfheal.triage.threads;

import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.Deadlock;
import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.Lock;
import io.selfheal.triage.threads.dump.Locks;
import io.selfheal.triage.threads.dump.ThreadDump;
import io.selfheal.triage.threads.dump.ThreadId;
import io.selfheal.triage.threads.dump.ThreadKind;
import io.selfheal.triage.threads.dump.ThreadTimes;
import io.selfheal.triage.threads.dump.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A thread of a table: by default it waits, and used no processor. */
record Sketch(
    String name,
    ThreadKind kind,
    Optional<Thread.State> state,
    List<Frame> stack,
    Locks locks,
    long cpu) {
  private static final String PARK = "jdk.internal.misc.Unsafe.park";
  private static final String RUN_WORKER = "java.util.concurrent.ThreadPoolExecutor.runWorker";

  static Sketch thread(String name, String... stack) {
    return new Sketch(
        name,
        ThreadKind.PLATFORM,
        Optional.of(Thread.State.WAITING),
        Stream.of(stack).map(call -> new Frame(call, false)).toList(),
        Locks.NONE,
        0);
  }

  /** Below a thread pool's loop. */
  static Sketch task(String name, String... stack) {
    return thread(
        name,
        Stream.concat(Stream.of(stack), Stream.of(RUN_WORKER, "java.lang.Thread.run"))
            .toArray(String[]::new));
  }

  static Sketch jvm(String name, long cpu) {
    return new Sketch(name, ThreadKind.JVM, Optional.empty(), List.of(), Locks.NONE, cpu);
  }

  static List<Sketch> many(int count, String pool, String... stack) {
    return IntStream.rangeClosed(1, count).mapToObj(at -> thread(pool + at, stack)).toList();
  }

  static List<Sketch> tasks(int count, String pool, String... stack) {
    return IntStream.rangeClosed(1, count).mapToObj(at -> task(pool + at, stack)).toList();
  }

  static String[] parked(String... stack) {
    return Stream.concat(
            Stream.of(PARK, "java.util.concurrent.locks.LockSupport.park"), Stream.of(stack))
        .toArray(String[]::new);
  }

  Sketch runs(long millis) {
    return new Sketch(name, kind, Optional.of(Thread.State.RUNNABLE), stack, locks, millis);
  }

  Sketch carries() {
    return new Sketch(name, ThreadKind.CARRIER, Optional.empty(), stack, locks, cpu);
  }

  Sketch waits(Wait.Kind how, String id, String type) {
    Wait wait = new Wait(new Lock(id, type), how);
    return new Sketch(name, kind, state, stack, new Locks(Optional.of(wait), locks.held()), cpu);
  }

  Sketch holds(String id, String type) {
    List<Lock> held = new ArrayList<>(locks.held());
    held.add(new Lock(id, type));
    return new Sketch(name, kind, state, stack, new Locks(locks.awaited(), held), cpu);
  }

  /** Two dumps a second apart. */
  static List<Finding> findings(List<Sketch> before, List<Sketch> now) {
    return ThreadTriage.findings(List.of(dump(1, before, List.of()), dump(2, now, List.of())));
  }

  /** Two dumps between which each thread used what it has. */
  static List<Finding> findings(List<Sketch> threads) {
    return findings(threads, threads);
  }

  static List<Finding> inOneDump(List<Sketch> threads, Deadlock... deadlocks) {
    return ThreadTriage.findings(List.of(dump(2, threads, List.of(deadlocks))));
  }

  private static ThreadDump dump(int number, List<Sketch> threads, List<Deadlock> deadlocks) {
    return new ThreadDump(
        "thread-dump-" + number + ".txt",
        ThreadDump.Form.PRINTED,
        Optional.empty(),
        threads.stream().map(thread -> thread.at(number)).toList(),
        deadlocks);
  }

  private JavaThread at(int number) {
    return new JavaThread(
        new ThreadId(name, kind == ThreadKind.JVM ? 0 : 1),
        new JavaThread.Mode(kind, state, kind == ThreadKind.CARRIER ? 7 : 0),
        stack,
        locks,
        new ThreadTimes(
            Optional.of(Duration.ofMillis(1000 + (number - 1) * cpu)),
            Optional.of(Duration.ofSeconds(10 + number)),
            Optional.empty()));
  }
}
