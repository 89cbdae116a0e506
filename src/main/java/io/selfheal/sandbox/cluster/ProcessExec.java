package io.selfheal.sandbox.cluster;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/** A command that runs as a process of this machine, its output told from inside the container. */
record ProcessExec(Process process, InputStream stdout, InputStream stderr) implements Exec {

  /** Standard error is always text; standard output goes through the mapping unless it is raw. */
  static ProcessExec of(Process process, Output output) {
    InputStream out = process.getInputStream();
    return new ProcessExec(
        process,
        output.raw() ? out : new MappedLines(out, output.mapping()),
        new MappedLines(process.getErrorStream(), output.mapping()));
  }

  /** How a program's output is told. */
  record Output(boolean raw, Function<String, Optional<String>> mapping) {}

  @Override
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** By the handle, so that what was printed can still be read. */
  @Override
  public void kill() {
    process.toHandle().destroyForcibly();
  }
}
