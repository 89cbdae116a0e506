package io.selfheal.triage.hprof;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Fails once it took too long, or whoever reads it was interrupted. */
final class TimedInput extends FilterInputStream {
  private final Duration deadline;
  private final long begin = System.nanoTime();

  TimedInput(InputStream in, Duration deadline) {
    super(in);
    this.deadline = deadline;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (System.nanoTime() - begin >= deadline.toNanos()) {
      throw new IOException("it was not read within " + deadline.toSeconds() + " s");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("its reading was interrupted");
    }
    return super.read(into, from, length);
  }
}
