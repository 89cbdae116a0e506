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

  /** Has no fault in either variant. */
  static final CorpusCase IDLE = CorpusCase.of(IdleService.class, "nothing");

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
            "`FewConnections\\$Connections\\.borrow`.*`pool-1-thread-\\d`.* have them"),
        CorpusCase.of(
            LeakedPermits.class, "semaphore in `LeakedPermits\\.requests`; .* not given back"),
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
            CommonPool.class,
            "socket in `SlowPeer\\.ask` \\(from `CommonPool\\.price`\\); `page-"));
  }
}
