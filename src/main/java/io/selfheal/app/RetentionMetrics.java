package io.selfheal.app;

import io.selfheal.console.RetentionMeters;
import io.selfheal.response.RetentionListener;

/** Counts what is removed from the store. */
record RetentionMetrics(RetentionMeters meters) implements RetentionListener {
  @Override
  public void due(long bytes) {
    meters.due(bytes);
  }

  @Override
  public void removed(int files, long bytes) {
    meters.removed(files, bytes);
  }

  @Override
  public void failed(String reason) {
    meters.failed(reason);
  }
}
