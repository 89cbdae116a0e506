package io.selfheal.doctor;

import io.selfheal.notification.NotificationException;

/** What a notifier's trouble is to the doctor, who does not try again. */
final class Troubles {
  private Troubles() {}

  static Finding of(String check, NotificationException e) {
    Finding failed = Finding.failed(check, e.getMessage());
    return e.retryable() ? failed.passing() : failed;
  }
}
