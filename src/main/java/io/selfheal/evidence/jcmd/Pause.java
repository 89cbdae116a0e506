package io.selfheal.evidence.jcmd;

import java.time.Duration;

/** Lets time pass between two thread dumps. */
@FunctionalInterface
public interface Pause {
  void pause(Duration length) throws InterruptedException;

  static Pause real() {
    return length -> Thread.sleep(length.toMillis());
  }
}
