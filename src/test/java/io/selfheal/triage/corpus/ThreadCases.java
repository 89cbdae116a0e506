package io.selfheal.triage.corpus;

import java.util.List;

/** The programs of the corpus whose fault thread dumps show. */
final class ThreadCases {
  static final CorpusCase DEADLOCK =
      CorpusCase.of(TwoLocks.class, "`transfer-[ab]` and `transfer-[ab]` deadlock");
  static final CorpusCase SLOW_CALL =
      CorpusCase.of(
          SlowCall.class,
          "`checkout-#` wait for an answer on a socket in `SlowPeer\\.ask` \\(from `SlowCall\\.pay`");

  private ThreadCases() {}

  static List<CorpusCase> all() {
    return List.of(
        DEADLOCK,
        CorpusCase.of(
            ThreePhilosophers.class,
            "`philosopher-\\d`.* deadlock on three locks \\(ReentrantLock\\)"),
        CorpusCase.of(
            LockConvoy.class,
            "lock \\(Object\\) in `LockConvoy\\.bookSlowly`; `pool-1-thread-\\d+` holds it"),
        SLOW_CALL,
        CorpusCase.of(
            FewConnections.class,
            "`FewConnections\\$Connections\\.borrow`.*`pool-1-thread-\\d`.* hold them"),
        CorpusCase.of(
            LeakedPermits.class, "semaphore in `LeakedPermits\\.requests`; .* never given back"),
        CorpusCase.of(HotLoop.class, "`poller-0` and `poller-1` burn .* `HotLoop\\.(?:poll|look)`"),
        CorpusCase.of(
            Backtracking.class,
            "`validator` burns .* regular expression .*`Backtracking\\.validate`"),
        CorpusCase.of(
            GarbageMill.class,
            "garbage collection takes .*`miller` .* `GarbageMill\\.mill`",
            "-Xmx64m"),
        CorpusCase.of(ThreadPerRequest.class, "threads `request-#` in `ThreadPerRequest\\.handle`"),
        CorpusCase.of(ExecutorPerRequest.class, "threads `mail-sender` of \\d+ executors"),
        CorpusCase.of(PinnedCarriers.class, "pinned .*`PinnedCarriers\\.load`").from(21),
        CorpusCase.of(
            StuckReader.class,
            "ReentrantReadWriteLock.*`exporter` .*`StuckReader\\.(?:export|write)`"),
        CorpusCase.of(
            NestedTasks.class, "`pool-1-thread-#` wait for a future in `NestedTasks\\.assemble`"),
        CorpusCase.of(
            CommonPool.class, "socket in `SlowPeer\\.ask` \\(from `CommonPool\\.price`\\); `page-"),
        CorpusCase.of(
            PostingAndReport.class, "`reporter` may hold it to read, and waits for `poster`"),
        CorpusCase.of(
            ClassesInCircle.class,
            "`boot-\\w+` and `boot-\\w+` deadlock .*class ClassesInCircle\\$(?:Prices|Currencies)"),
        CorpusCase.of(
            LockUpgrade.class, "ReentrantReadWriteLock.*`catalog-refresh`, which waits to write"),
        CorpusCase.of(OrderLines.class, "`pool-1-thread-#` wait at a latch .*`OrderLines\\."),
        CorpusCase.of(
            LostConnections.class,
            "`http-nio-8080-exec-#` wait for `LostConnections\\.getConnection`.*never given back"),
        CorpusCase.of(StampedReload.class, "StampedLock.*`tariff-reload` .*StampedReload\\.reload"),
        CorpusCase.of(
            HangingHttp.class, "`pool-1-thread-#` wait for an HTTP .*`HangingHttp\\.work`"),
        CorpusCase.of(SlowLog.class, "`SlowLog\\$Lines\\.publish`.*`SlowLog\\$Disk\\.flush`"),
        CorpusCase.of(SlowMapping.class, "`SlowMapping\\.rate`.*`SlowMapping\\.download`"),
        CorpusCase.of(
            ExceptionsAsAnswers.class, "`csv-import-\\d` .*burn.* `ExceptionsAsAnswers\\."),
        CorpusCase.of(ClientPerRequest.class, "`HttpClient-#-SelectorManager`"),
        CorpusCase.of(SlowClassLoader.class, "pinned .*`SlowClassLoader\\$Plugins\\.download`")
            .from(21),
        CorpusCase.of(BlockedLoop.class, "`vert.x-eventloop-thread-0`.*`BlockedLoop\\.handle`"));
  }

  /** Those that have no fault in either variant. */
  static List<CorpusCase> healthy() {
    return List.of(
        CorpusCase.of(IdleService.class, "nothing"),
        CorpusCase.of(QuietTomcat.class, "nothing"),
        CorpusCase.of(IdleConnections.class, "nothing"),
        CorpusCase.of(Attendants.class, "nothing"));
  }
}
