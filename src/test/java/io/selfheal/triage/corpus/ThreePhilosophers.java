package io.selfheal.triage.corpus;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Three take a fork to the left, and wait for the one to the right. */
final class ThreePhilosophers {
  private static final List<ReentrantLock> FORKS =
      List.of(new ReentrantLock(), new ReentrantLock(), new ReentrantLock());
  private static final AtomicLong EATEN = new AtomicLong();
  private static final CountDownLatch SEATED = new CountDownLatch(3);

  private ThreePhilosophers() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < 3; i++) {
      int seat = i;
      CorpusProgram.daemon("philosopher-" + i, () -> dine(seat, sick));
    }
    Thread.sleep(300);
    CorpusProgram.ready();
  }

  private static void dine(int seat, boolean sick) {
    do {
      int left = sick ? seat : Math.min(seat, (seat + 1) % 3);
      int right = sick ? (seat + 1) % 3 : Math.max(seat, (seat + 1) % 3);
      FORKS.get(left).lock();
      try {
        if (sick) {
          Pause.meet(SEATED);
        }
        eat(FORKS.get(right));
      } finally {
        FORKS.get(left).unlock();
      }
      Pause.millis(5);
    } while (true);
  }

  private static void eat(ReentrantLock fork) {
    fork.lock();
    try {
      EATEN.incrementAndGet();
    } finally {
      fork.unlock();
    }
  }
}
