package io.selfheal.sandbox.cluster;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A command that was answered without a process. */
record FinishedExec(int exitCode, String out, String err) implements Exec {
  @Override
  public InputStream stdout() {
    return new ByteArrayInputStream(out.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public InputStream stderr() {
    return new ByteArrayInputStream(err.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int waitFor() {
    return exitCode;
  }

  @Override
  public void kill() {}
}
