package io.selfheal.sandbox.cluster;

import java.io.InputStream;

/** A command that runs in a container. Both streams must be read to their end. */
public interface Exec {
  InputStream stdout();

  InputStream stderr();

  /** The exit code as a container runtime tells it: 128 and the signal's number for a kill. */
  int waitFor() throws InterruptedException;

  void kill();
}
