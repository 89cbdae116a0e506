package io.selfheal.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Learns from the API server when a pod is to be deleted: whoever asks for it, the same watch tells
 * it, some milliseconds later.
 */
final class RemovalWatch implements AutoCloseable {
  private static final String DELETED = "jsonpath={.metadata.deletionTimestamp}{\"\\n\"}";
  private static final int PATIENCE_MINUTES = 15;

  private final Process process;
  private final CompletableFuture<Instant> removed = new CompletableFuture<>();

  private RemovalWatch(Process process) {
    this.process = process;
  }

  /** Returns once it watches. */
  static RemovalWatch of(Patient patient) throws IOException {
    Process process =
        new ProcessBuilder(
                Kubectl.plain().with("get", "pod", patient.name(), "--watch", "-o", DELETED))
            .redirectError(Redirect.INHERIT)
            .start();
    RemovalWatch watch = new RemovalWatch(process);
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    if (lines.readLine() == null) {
      throw new IOException("Cannot watch pod " + patient.name() + "; see what kubectl said");
    }
    Thread reader = new Thread(() -> watch.read(lines), "removal-watch");
    reader.setDaemon(true);
    reader.start();
    return watch;
  }

  Instant await() throws IOException, InterruptedException {
    try {
      return removed.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Cannot tell when the pod was removed", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  private void read(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          removed.complete(Instant.now());
        }
      }
    } catch (IOException e) {
      removed.completeExceptionally(e);
    }
  }
}
