package io.selfheal.notification.slack.actions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where presses come in, from either way. Slack must be answered within 3 s, so what takes longer
 * than 2 goes on behind the answer.
 */
final class Reception implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int WORKERS = 4;
  private static final int WAITING = 64;
  private static final long PATIENCE_SECONDS = 2;

  private final ExecutorService workers =
      new ThreadPoolExecutor(
          WORKERS,
          WORKERS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          work -> new Thread(work, "slack-press"));
  private final Presses presses;

  Reception(Presses presses) {
    this.presses = presses;
  }

  /**
   * Completes once it is handled, or has taken too long to be waited for.
   *
   * @return whether Slack may take it as heard; if not, it tells whoever pressed
   */
  CompletableFuture<Boolean> take(JsonNode payload) {
    Optional<Press> press = Press.of(payload);
    if (press.isEmpty()) {
      LOG.atDebug().log("Slack told of something that is no press of a button of ours");
    }
    return press.map(this::take).orElseGet(() -> CompletableFuture.completedFuture(true));
  }

  private CompletableFuture<Boolean> take(Press press) {
    try {
      return CompletableFuture.supplyAsync(() -> handled(press), workers)
          .completeOnTimeout(true, PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.atWarn().log("Too many presses at once; Slack is told that one was not heard");
      return CompletableFuture.completedFuture(false);
    }
  }

  private boolean handled(Press press) {
    try {
      presses.handle(press);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("A press of a button failed by surprise");
    }
    return true;
  }

  /** What is under way ends, within a moment. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.shutdownNow();
  }
}
