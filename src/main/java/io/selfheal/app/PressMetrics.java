package io.selfheal.app;

import io.selfheal.console.PressMeters;
import io.selfheal.notification.slack.actions.PressListener;

/**
 * Counts presses of buttons, and lets what was decided go on at once.
 *
 * @param wake the runner
 */
record PressMetrics(PressMeters meters, Runnable wake) implements PressListener {
  @Override
  public void accepted() {
    meters.accepted();
    wake.run();
  }

  @Override
  public void refused(String reason) {
    meters.refused(reason);
  }
}
