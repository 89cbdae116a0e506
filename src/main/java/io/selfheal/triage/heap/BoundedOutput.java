package io.selfheal.triage.heap;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Reads all that a process says, so that it never waits, and keeps the first part of it. */
final class BoundedOutput {
  private static final int BUFFER = 1 << 13;

  private final CompletableFuture<byte[]> kept = new CompletableFuture<>();

  private BoundedOutput() {}

  static BoundedOutput of(InputStream from, int most) {
    BoundedOutput output = new BoundedOutput();
    Thread reader = new Thread(() -> output.read(from, most), "heap-analysis-output");
    reader.setDaemon(true);
    reader.start();
    return output;
  }

  /** Waits for its end. */
  byte[] bytes() throws IOException, InterruptedException {
    try {
      return kept.get();
    } catch (ExecutionException e) {
      throw new IOException("its output broke off", e);
    }
  }

  private void read(InputStream from, int most) {
    try (from) {
      byte[] first = from.readNBytes(most);
      byte[] rest = new byte[BUFFER];
      while (from.read(rest) >= 0) {}
      kept.complete(first);
    } catch (IOException e) {
      kept.completeExceptionally(e);
    }
  }
}
