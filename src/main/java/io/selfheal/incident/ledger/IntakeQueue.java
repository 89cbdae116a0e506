package io.selfheal.incident.ledger;

import io.selfheal.incident.Intake;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Receipt;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The notifications that wait for the writer. All that wait are taken in at once: the statements
 * are the same for one alert and for a thousand, and in a storm it is their number that counts.
 * Should they fail together, each is tried alone.
 */
final class IntakeQueue {
  /** So many alerts at once, for the memory that they take. */
  private static final int MOST_ALERTS = 10_000;

  private final GroupCommit writer;
  private final Clock clock;
  private final IncidentIds ids = new IncidentIds();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private boolean turnIsDue;

  IntakeQueue(GroupCommit writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /** Returns once they are on disk. */
  List<Receipt> accept(List<Intake> intakes) {
    Waiting waiting = new Waiting(intakes, new CompletableFuture<>());
    add(waiting);
    try {
      return waiting.receipts.join();
    } catch (CompletionException e) {
      throw writer.failure(e.getCause());
    }
  }

  private synchronized void add(Waiting waiting) {
    queue.add(waiting);
    if (!turnIsDue) {
      askForTurn();
    }
  }

  private void askForTurn() {
    Turn turn = new Turn();
    turnIsDue = true;
    try {
      writer.submit(turn, turn::tell);
    } catch (LedgerException closed) {
      turnIsDue = false;
      takeFromQueue().forEach(waiting -> waiting.receipts.completeExceptionally(closed));
    }
  }

  /** What is left asks for a turn of its own. */
  private synchronized List<Waiting> takeTurn() {
    List<Waiting> taken = takeFromQueue();
    turnIsDue = false;
    if (!queue.isEmpty()) {
      askForTurn();
    }
    return taken;
  }

  private List<Waiting> takeFromQueue() {
    List<Waiting> taken = new ArrayList<>();
    int alerts = 0;
    while (!queue.isEmpty()
        && (taken.isEmpty() || alerts + queue.peek().intakes.size() <= MOST_ALERTS)) {
      alerts += queue.peek().intakes.size();
      taken.add(queue.remove());
    }
    return taken;
  }

  private List<Receipt> take(Handle handle, List<Intake> intakes) {
    return new AlertIntake(handle, ids, clock.instant()).take(intakes);
  }

  private void takeAlone(Waiting waiting) {
    try {
      writer.submit(handle -> take(handle, waiting.intakes), waiting::tell);
    } catch (LedgerException closed) {
      waiting.receipts.completeExceptionally(closed);
    }
  }

  private record Waiting(List<Intake> intakes, CompletableFuture<List<Receipt>> receipts) {
    void tell(List<Receipt> all, Throwable failure) {
      if (failure == null) {
        receipts.complete(all);
      } else {
        receipts.completeExceptionally(failure);
      }
    }
  }

  /** One job of the writer's, for all who wait when it is run. */
  private final class Turn implements Function<Handle, List<Receipt>> {
    private List<Waiting> taken = List.of();

    @Override
    public List<Receipt> apply(Handle handle) {
      taken = takeTurn();
      return take(handle, taken.stream().flatMap(waiting -> waiting.intakes.stream()).toList());
    }

    /**
     * After the commit. A turn that failed before it took anything fails those who waited for it.
     */
    void tell(List<Receipt> receipts, Throwable failure) {
      if (failure == null) {
        deal(receipts);
      } else if (taken.size() > 1) {
        taken.forEach(IntakeQueue.this::takeAlone);
      } else {
        List<Waiting> failed = taken.isEmpty() ? takeTurn() : taken;
        failed.forEach(waiting -> waiting.tell(List.of(), failure));
      }
    }

    private void deal(List<Receipt> receipts) {
      int dealt = 0;
      for (Waiting waiting : taken) {
        int to = dealt + waiting.intakes.size();
        waiting.tell(List.copyOf(receipts.subList(dealt, to)), null);
        dealt = to;
      }
    }
  }
}
