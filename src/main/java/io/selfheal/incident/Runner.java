package io.selfheal.incident;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that carry incidents from stage to stage. Each takes the incident that is due for
 * longest and runs its steps until it has to wait or is over; what was begun when the process ends
 * is taken up again by the next one.
 */
public final class Runner {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final Incidents incidents;
  private final Advance advance;
  private final Clock clock;
  private final List<Thread> workers = new ArrayList<>();
  private final Semaphore work = new Semaphore(0);
  private final AtomicReference<String> trouble = new AtomicReference<>("");
  private volatile boolean stopping;

  public Runner(Incidents incidents, Advance advance, Clock clock) {
    this.incidents = incidents;
    this.advance = advance;
    this.clock = clock;
  }

  public void start(int threads) {
    for (int i = 0; i < threads; i++) {
      Thread worker = new Thread(this::work, "runner-" + i);
      workers.add(worker);
      worker.start();
    }
  }

  /** There is something new to do: nobody waits for the next look. */
  public void wake() {
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  /**
   * Takes one incident as far as it goes now.
   *
   * @return false when none was due
   */
  public boolean runOne() throws InterruptedException {
    var claimed = incidents.claim(clock.instant());
    if (claimed.isEmpty()) {
      return false;
    }
    Claim claim = claimed.get();
    try {
      while (!stopping
          && !claim.incident().closed()
          && !claim.incident().progress().dueAt().isAfter(clock.instant())) {
        claim = advance.advance(claim);
      }
    } finally {
      incidents.release(claim);
    }
    return true;
  }

  /**
   * Lets the steps at work finish within the grace, then interrupts them: the next start resumes
   * them.
   */
  public void close(Duration grace) {
    stopping = true;
    work.release(workers.size());
    long deadline = System.nanoTime() + grace.toNanos();
    workers.forEach(worker -> join(worker, deadline - System.nanoTime()));
    workers.forEach(Thread::interrupt);
    workers.forEach(worker -> join(worker, TimeUnit.SECONDS.toNanos(5)));
  }

  private void work() {
    try {
      while (!stopping) {
        workOrWait();
      }
    } catch (InterruptedException e) {
      LOG.atInfo().log("Stopped in the middle of a step; a start or another responder resumes it");
    }
  }

  private void workOrWait() throws InterruptedException {
    try {
      if (runOne()) {
        trouble.set("");
        return;
      }
    } catch (RuntimeException e) {
      complain(e);
    }
    boolean unused = work.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Once for each trouble: a full disk lasts, and every worker meets it every second. */
  private void complain(RuntimeException e) {
    if (!e.toString().equals(trouble.getAndSet(e.toString()))) {
      LOG.atError()
          .setCause(e)
          .log("Cannot go on with an incident; it is taken up again when it is due");
    }
  }

  private static void join(Thread worker, long nanos) {
    try {
      worker.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
