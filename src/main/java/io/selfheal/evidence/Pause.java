package io.selfheal.evidence;

import java.time.Duration;

/** Lets time pass; a test only takes note. */
@FunctionalInterface
public interface Pause {
  Pause REAL = length -> Thread.sleep(length.toMillis());

  void pause(Duration length) throws InterruptedException;
}
