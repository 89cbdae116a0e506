package io.selfheal.doctor;

import io.selfheal.notification.NotificationException;
import io.selfheal.notification.NotificationException.Reason;
import io.selfheal.notification.Secret;
import java.net.URI;

/** Reads URLs that are secrets; no exception quotes them. */
final class Addresses {
  private Addresses() {}

  static URI of(Secret secret) throws NotificationException {
    try {
      URI url = URI.create(secret.read());
      if (url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw none(secret);
    }
    throw none(secret);
  }

  private static NotificationException none(Secret secret) {
    return new NotificationException(
        Reason.NO_SECRET, "Cannot use " + secret + ": it is no URL; put the URL there");
  }
}
