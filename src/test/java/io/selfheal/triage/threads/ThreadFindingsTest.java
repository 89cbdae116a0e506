package io.selfheal.triage.threads;

import static io.selfheal.triage.threads.Sketch.findings;
import static io.selfheal.triage.threads.Sketch.inOneDump;
import static io.selfheal.triage.threads.Sketch.jvm;
import static io.selfheal.triage.threads.Sketch.many;
import static io.selfheal.triage.threads.Sketch.parked;
import static io.selfheal.triage.threads.Sketch.task;
import static io.selfheal.triage.threads.Sketch.tasks;
import static io.selfheal.triage.threads.Sketch.thread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.threads.dump.Deadlock;
import io.selfheal.triage.threads.dump.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the findings on made-up dumps are: each row is a case of its own. */
class ThreadFindingsTest {
  private static final String OBJECT = "java.lang.Object";
  private static final String REENTRANT = "java.util.concurrent.locks.ReentrantLock$NonfairSync";
  private static final String CONDITION =
      "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject";
  private static final String LOCK = "java.util.concurrent.locks.ReentrantLock.lock";
  private static final String READ_WRITE =
      "java.util.concurrent.locks.ReentrantReadWriteLock$NonfairSync";
  private static final String WRITE_LOCK =
      "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock.lock";
  private static final String EPOLL = "sun.nio.ch.EPoll.wait";
  private static final String ACCEPT = "sun.nio.ch.ServerSocketChannelImpl.accept";
  private static final String GET_TASK = "java.util.concurrent.ThreadPoolExecutor.getTask";
  private static final String SLEEP = "java.lang.Thread.sleep";
  private static final String READ = "sun.nio.ch.NioSocketImpl.read";
  private static final String FUTURE = "java.util.concurrent.FutureTask.get";
  private static final String SEMAPHORE = "java.util.concurrent.Semaphore.acquire";

  static Stream<Arguments> sick() {
    return Stream.of(
        Arguments.of(
            "two monitors",
            List.of(
                thread("a", "shop.Bank.pay").waits(Wait.Kind.ENTER, "2", OBJECT).holds("1", OBJECT),
                thread("b", "shop.Bank.pay")
                    .waits(Wait.Kind.ENTER, "1", OBJECT)
                    .holds("2", OBJECT)),
            99,
            "`a` and `b` deadlock on two locks (Object) in `Bank.pay`"),
        Arguments.of(
            "three, of monitors and synchronizers",
            List.of(
                thread("a", "shop.A.a").waits(Wait.Kind.ENTER, "2", OBJECT).holds("1", REENTRANT),
                thread("b", "shop.B.b").waits(Wait.Kind.ENTER, "3", OBJECT).holds("2", OBJECT),
                thread("c", parked(LOCK, "shop.C.c"))
                    .waits(Wait.Kind.PARK, "1", REENTRANT)
                    .holds("3", OBJECT),
                thread("d", "shop.D.d").waits(Wait.Kind.ENTER, "2", OBJECT)),
            99,
            "`a`, `b` and `c` deadlock on three locks (Object, ReentrantLock) in `A.a`, `B.b` and `C.c`;"
                + " one more thread behind them"),
        Arguments.of(
            "classes that initialize each other",
            List.of(
                thread("a", "shop.A.<clinit>", "shop.M.go")
                    .waits(Wait.Kind.CLASS_INIT, "initialization of shop.B", "class shop.B"),
                thread("b", "shop.B.<clinit>", "shop.M.go")
                    .waits(Wait.Kind.CLASS_INIT, "initialization of shop.A", "class shop.A")),
            99,
            "`a` and `b` deadlock on two locks (class B, class A) in `A.<clinit>` and `B.<clinit>`"),
        Arguments.of(
            "a convoy behind a slow holder",
            with(
                lockWaiters(6, "exec-"),
                task("exec-7", SLEEP, "shop.Report.render").holds("1", OBJECT)),
            85,
            "six threads of `exec-#` wait for a lock (Object) in `Stock.book`;"
                + " `exec-7` holds it and sleeps in `Report.render`"),
        Arguments.of(
            "a chain: who holds it waits for another",
            with(
                lockWaiters(4, "exec-"),
                task("exec-5", "shop.Audit.write")
                    .waits(Wait.Kind.ENTER, "2", OBJECT)
                    .holds("1", OBJECT),
                thread("audit", READ, "shop.Audit.send").holds("2", OBJECT)),
            85,
            "five threads of `exec-#` wait for a lock (Object) in `Stock.book`;"
                + " `audit` holds it and waits for an answer on a socket in `Audit.send`"),
        Arguments.of(
            "a lock that an idle thread keeps",
            with(
                many(3, "user-", parked(LOCK, "shop.Cart.add")).stream()
                    .map(one -> one.waits(Wait.Kind.PARK, "1", REENTRANT))
                    .toList(),
                task("exec-1", parked(GET_TASK)).holds("1", REENTRANT)),
            85,
            "`user-1`, `user-2` and `user-3` wait for a lock (ReentrantLock) in `Cart.add`;"
                + " `exec-1` holds it and is idle: it never released it"),
        Arguments.of(
            "a lock that is held to read, in a circle",
            List.of(
                thread("writer", parked(LOCK, "shop.Books.post"))
                    .waits(Wait.Kind.PARK, "2", READ_WRITE)
                    .holds("1", OBJECT),
                thread("reader", "shop.Audit.look", "shop.Audit.run")
                    .waits(Wait.Kind.ENTER, "1", OBJECT)),
            80,
            "`writer` and `reader` wait for a lock (ReentrantReadWriteLock) in `Books.post`;"
                + " `reader` may hold it to read, and waits for `writer` in `Audit.look`: a deadlock"),
        Arguments.of(
            "a reader that is to write",
            with(
                many(3, "search-", parked(LOCK, "shop.Cache.find")).stream()
                    .map(one -> one.waits(Wait.Kind.PARK, "1", READ_WRITE))
                    .toList(),
                thread("refresh", parked(WRITE_LOCK, "shop.Cache.refresh"))
                    .waits(Wait.Kind.PARK, "1", READ_WRITE)),
            85,
            "four threads of `search-#` and `refresh` wait for a lock (ReentrantReadWriteLock) in `Cache.find`;"
                + " no thread of the dump is seen to hold it: it was never released, or `refresh`,"
                + " which waits to write, holds the read lock"),
        Arguments.of(
            "HTTP clients that nobody closes",
            many(
                60,
                "HttpClient-",
                EPOLL,
                "jdk.internal.net.http.HttpClientImpl$SelectorManager.run"),
            85,
            "60 threads `HttpClient-#` never end"),
        Arguments.of(
            "a pool that waits for a peer",
            tasks(4, "pay-", READ, "org.apache.http.Wire.read", "shop.Pay.call"),
            75,
            "all 4 threads of `pay-#` wait for an answer on a socket in `Pay.call`"),
        Arguments.of(
            "a pool that waits for itself",
            tasks(2, "pool-1-thread-", parked(FUTURE, "shop.Page.assemble")),
            82,
            "all 2 threads of `pool-1-thread-#` wait for a future in `Page.assemble`,"
                + " and no thread is left that works on it"),
        Arguments.of(
            "HikariCP without a connection left",
            with(
                tasks(
                    5,
                    "http-nio-8080-exec-",
                    parked(
                        "java.util.concurrent.SynchronousQueue.poll",
                        "com.zaxxer.hikari.util.ConcurrentBag.borrow",
                        "com.zaxxer.hikari.pool.HikariPool.getConnection",
                        "shop.OrderDao.find",
                        "shop.Orders.show")),
                task("http-nio-8080-exec-6", READ, "org.postgresql.Q.x", "shop.ReportDao.all")),
            88,
            "five threads of `http-nio-8080-exec-#` wait for `HikariPool.getConnection` in `OrderDao.find`"
                + " (from `Orders.show`); `http-nio-8080-exec-6` holds one and waits for an answer on a"
                + " socket in `ReportDao.all`"),
        Arguments.of(
            "a semaphore that nobody gives back",
            tasks(3, "exec-", parked(SEMAPHORE, "shop.Gate.enter")),
            88,
            "`exec-1`, `exec-2` and `exec-3` wait for a permit of a semaphore in `Gate.enter`;"
                + " no thread holds one: they were never given back"),
        Arguments.of(
            "threads that nobody ends",
            many(60, "Thread-", SLEEP, "shop.Ticker.run"),
            72,
            "60 threads `Thread-#` in `Ticker.run` never end"),
        Arguments.of(
            "consumers, each of a queue of its own",
            IntStream.range(0, 60)
                .mapToObj(
                    at ->
                        thread(
                                "consumer-" + at,
                                parked(
                                    "java.util.concurrent.LinkedBlockingQueue.take",
                                    "shop.Session.run"))
                            .waits(Wait.Kind.PARK, Integer.toString(at), CONDITION))
                .toList(),
            72,
            "60 threads `consumer-#` in `Session.run` never end"),
        Arguments.of(
            "executors that nobody shuts down",
            IntStream.range(0, 60)
                .mapToObj(
                    at ->
                        task("mail" + at, parked(GET_TASK))
                            .waits(Wait.Kind.PARK, Integer.toString(at), CONDITION))
                .toList(),
            80,
            "60 threads `mail#` of 60 executors never end"),
        Arguments.of(
            "two that burn, one found deeper than the other",
            List.of(
                thread("hot-0", "shop.Leaky.mix", "shop.Leaky.spin").runs(990),
                thread("hot-1", "shop.Leaky.spin").runs(990)),
            85,
            "`hot-0` and `hot-1` burn 198 % CPU in `Leaky.spin`"),
        Arguments.of(
            "a regular expression",
            List.of(
                thread(
                        "exec-1",
                        "java.util.regex.Pattern$Loop.match",
                        "java.util.regex.Matcher.matches",
                        "shop.Mail.check")
                    .runs(970)),
            85,
            "`exec-1` burns 97 % CPU in a regular expression (java.util.regex) that `Mail.check` matches"),
        Arguments.of(
            "a loop on a machine that many share",
            List.of(thread("hot", "shop.Leaky.spin").runs(200)),
            60,
            "`hot` burns 20 % CPU in `Leaky.spin`"),
        Arguments.of(
            "garbage collection",
            List.of(
                jvm("VM Thread", 820),
                thread("filler", "shop.Cache.fill").runs(100),
                thread("other", SLEEP, "shop.Other.run")),
            92,
            "garbage collection takes 82 % of the time; `filler` is the busiest thread in `Cache.fill`"),
        Arguments.of(
            "pinned carriers",
            List.of(
                thread(
                        "ForkJoinPool-1-worker-1",
                        "jdk.internal.misc.Unsafe.park",
                        "java.lang.VirtualThread.parkOnCarrierThread",
                        "java.lang.VirtualThread.parkNanos",
                        SLEEP,
                        "shop.Native.call")
                    .carries(),
                thread("ForkJoinPool-1-worker-2", "java.util.concurrent.ForkJoinPool.awaitWork")),
            70,
            "`ForkJoinPool-1-worker-1` (1 of 2 carriers) is pinned by virtual threads that wait in"
                + " `Native.call`, below a native call"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sick")
  void the_first_finding_names_the_culprit(
      String name, List<Sketch> threads, int confidence, String sentence) {
    List<Finding> found = findings(threads);
    assertTrue(!found.isEmpty(), name);
    assertEquals(sentence, found.get(0).sentence());
    assertEquals(confidence, found.get(0).confidence());
  }

  static Stream<Arguments> healthy() {
    return Stream.of(
        Arguments.of("an idle pool", tasks(200, "exec-", parked(GET_TASK))),
        Arguments.of(
            "idle threads of Tomcat",
            many(
                200,
                "http-nio-8080-exec-",
                parked(
                    "java.util.concurrent.LinkedBlockingQueue.take",
                    "org.apache.tomcat.util.threads.TaskQueue.take",
                    "org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask",
                    "org.apache.tomcat.util.threads.ThreadPoolExecutor.runWorker",
                    "java.lang.Thread.run"))),
        Arguments.of(
            "idle threads of Jetty",
            many(
                50,
                "qtp1-",
                parked(
                    "org.eclipse.jetty.util.BlockingArrayQueue.poll",
                    "org.eclipse.jetty.util.thread.QueuedThreadPool.idleJobPoll",
                    "org.eclipse.jetty.util.thread.QueuedThreadPool$Runner.run"))),
        Arguments.of(
            "event loops of Netty",
            many(
                64,
                "nioEventLoopGroup-2-",
                "sun.nio.ch.EPoll.wait",
                "sun.nio.ch.SelectorImpl.select",
                "io.netty.channel.nio.NioEventLoop.run")),
        Arguments.of(
            "idle workers of a fork-join pool",
            many(
                8,
                "ForkJoinPool.commonPool-worker-",
                parked("java.util.concurrent.ForkJoinPool.awaitWork"))),
        Arguments.of(
            "consumers of a queue",
            many(
                60,
                "consumer-",
                parked("java.util.concurrent.LinkedBlockingQueue.take", "shop.C.run"))),
        Arguments.of(
            "an acceptor and a main thread that waits for the end",
            List.of(
                thread("acceptor", "sun.nio.ch.NioSocketImpl.accept", "shop.Server.run"),
                thread(
                    "main",
                    parked("java.util.concurrent.CountDownLatch.await", "shop.Main.main")))),
        Arguments.of(
            "readers of their own connections",
            many(20, "reader-", READ, "java.io.BufferedReader.readLine", "shop.Reader.run")),
        Arguments.of(
            "one that waits for a lock in passing",
            List.of(
                thread("a", "shop.A.a").waits(Wait.Kind.ENTER, "1", OBJECT).runs(5),
                thread("b", "shop.A.b").holds("1", OBJECT).runs(5))),
        Arguments.of(
            "a service at work",
            with(
                tasks(10, "exec-", "shop.Orders.price").stream().map(one -> one.runs(80)).toList(),
                jvm("GC Thread#0", 40))),
        Arguments.of(
            "carriers at work",
            List.of(thread("ForkJoinPool-1-worker-1", "shop.A.a").runs(30).carries())),
        Arguments.of("pollers", many(12, "poller-", SLEEP, "shop.Poller.run")),
        Arguments.of(
            "many readers of their own connections",
            many(90, "reader-", READ, "java.io.BufferedReader.readLine", "shop.Reader.run")),
        Arguments.of("tasks between their rounds", tasks(12, "sweep-", SLEEP, "shop.Sweep.all")),
        Arguments.of(
            "consumers of a queue of our own",
            tasks(5, "taker-", "java.lang.Object.wait", "shop.Belt.first").stream()
                .map(one -> one.waits(Wait.Kind.NOTIFY, "1", OBJECT))
                .toList()),
        Arguments.of(
            "a thread for each connection", tasks(20, "pool-1-thread-", READ, "shop.Conn.serve")),
        Arguments.of(
            "acceptors that take turns",
            with(
                many(5, "acceptor-", parked(LOCK, ACCEPT, "shop.Server.run")).stream()
                    .map(one -> one.waits(Wait.Kind.PARK, "1", REENTRANT))
                    .toList(),
                thread("acceptor-6", ACCEPT, "shop.Server.run").holds("1", REENTRANT))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("healthy")
  void nothing_sure_is_said_of_what_is_sound(String name, List<Sketch> threads) {
    assertEquals(List.of(), findings(threads).stream().filter(Finding::conclusive).toList(), name);
  }

  @Test
  void a_deadlock_that_only_the_jvm_tells_is_one() {
    Deadlock deadlock =
        new Deadlock(
            List.of(new Deadlock.Link("a", OBJECT, "b"), new Deadlock.Link("b", REENTRANT, "a")));
    Finding found = inOneDump(List.of(thread("main", "shop.Main.main")), deadlock).get(0);
    assertEquals("`a` and `b` deadlock on two locks (Object, ReentrantLock)", found.sentence());
    assertEquals(Fault.DEADLOCK, found.fault());
  }

  @Test
  void one_dump_alone_never_tells_of_hot_threads() {
    assertEquals(List.of(), inOneDump(List.of(thread("hot", "shop.Leaky.spin").runs(990))));
  }

  @Test
  void threads_that_become_more_are_a_leak_before_they_are_many() {
    List<Sketch> before = many(18, "request-", SLEEP, "shop.Request.run");
    List<Sketch> now = many(24, "request-", SLEEP, "shop.Request.run");
    Finding found = findings(before, now).get(0);
    assertEquals(75, found.confidence());
    assertEquals(
        "24 threads `request-#` in `Request.run` never end, 6 more than in the first dump",
        found.sentence());
  }

  @Test
  void threads_that_come_and_go_are_none() {
    List<Sketch> now =
        IntStream.rangeClosed(30, 47)
            .mapToObj(at -> thread("request-" + at, SLEEP, "shop.R.run"))
            .toList();
    assertEquals(List.of(), findings(many(18, "request-", SLEEP, "shop.R.run"), now));
  }

  @Test
  void waiters_of_a_deadlock_are_no_contention_of_their_own() {
    List<Sketch> threads =
        new ArrayList<>(
            List.of(
                thread("a", "shop.B.p").waits(Wait.Kind.ENTER, "2", OBJECT).holds("1", OBJECT),
                thread("b", "shop.B.p").waits(Wait.Kind.ENTER, "1", OBJECT).holds("2", OBJECT)));
    threads.addAll(lockWaiters(12, "exec-"));
    List<Finding> found = findings(threads);
    assertEquals(1, found.size());
    assertTrue(found.get(0).sentence().endsWith("; 12 more threads behind them"), found.toString());
  }

  @Test
  void every_finding_says_what_backs_it() {
    sick()
        .map(Arguments::get)
        .forEach(
            row -> {
              @SuppressWarnings("unchecked")
              List<Sketch> threads = (List<Sketch>) row[1];
              Finding found = findings(threads).get(0);
              assertTrue(found.backing().get(0).startsWith("thread-dump-"), found.toString());
            });
  }

  private static List<Sketch> lockWaiters(int count, String pool) {
    return tasks(count, pool, "shop.Stock.book").stream()
        .map(one -> one.waits(Wait.Kind.ENTER, "1", OBJECT))
        .toList();
  }

  private static List<Sketch> with(List<Sketch> some, Sketch... more) {
    List<Sketch> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }
}
