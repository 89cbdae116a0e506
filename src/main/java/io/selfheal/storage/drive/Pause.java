package io.selfheal.storage.drive;

import java.time.Duration;

/** Waits; a test only takes note. */
@FunctionalInterface
interface Pause {
  Pause REAL = length -> Thread.sleep(length.toMillis());

  void sleep(Duration length) throws InterruptedException;
}
