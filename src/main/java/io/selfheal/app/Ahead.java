package io.selfheal.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A part that is opened while others are: most of a start is the loading of classes, and a second
 * core can do a share of it.
 */
final class Ahead<T extends AutoCloseable> {
  private final CompletableFuture<T> part = new CompletableFuture<>();

  private Ahead() {}

  static <T extends AutoCloseable> Ahead<T> open(String name, Callable<T> opening) {
    Ahead<T> ahead = new Ahead<>();
    Thread thread = new Thread(() -> ahead.complete(opening), "open-" + name);
    thread.setDaemon(true);
    thread.start();
    return ahead;
  }

  /** The part, once it is open. */
  T await() {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw new StartException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** One that could not be opened needs no closing: who awaited it knows. */
  public void close() throws Exception {
    T opened = part.handle((found, error) -> found).join();
    if (opened != null) {
      opened.close();
    }
  }

  private void complete(Callable<T> opening) {
    try {
      part.complete(opening.call());
    } catch (Exception | LinkageError e) {
      part.completeExceptionally(e);
    }
  }
}
