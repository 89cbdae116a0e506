package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.capture.CaptureFailure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What goes on beside one's own work, on a thread of its own. Closing it ends it. */
final class Meanwhile<T> implements AutoCloseable {
  private final FutureTask<T> task;

  private Meanwhile(FutureTask<T> task) {
    this.task = task;
  }

  interface Work<T> {
    T call() throws CaptureFailure, InterruptedException;
  }

  static <T> Meanwhile<T> start(String name, Work<T> work) {
    Meanwhile<T> meanwhile = new Meanwhile<>(new FutureTask<>(work::call));
    Thread thread = new Thread(meanwhile.task, name);
    thread.setDaemon(true);
    thread.start();
    return meanwhile;
  }

  /** What came of it, its failure included. */
  T await() throws CaptureFailure, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CaptureFailure failure) {
        throw failure;
      }
      throw new IllegalStateException("Cannot do what was begun beside a capture", e.getCause());
    }
  }

  /** Whether it ends within so long, well or not. */
  boolean endsWithin(Duration time) throws InterruptedException {
    try {
      task.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
    return true;
  }

  @Override
  public void close() {
    task.cancel(true);
  }
}
