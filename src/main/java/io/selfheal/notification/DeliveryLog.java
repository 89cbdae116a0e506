package io.selfheal.notification;

import io.selfheal.incident.Incident;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Says once that a channel fails, and why; again only when the reason changes. */
final class DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

  private final Map<String, NotificationException.Reason> failing = new HashMap<>();

  void failed(Incident incident, String channel, NotificationException failure) {
    if (failing.put(channel, failure.reason()) == failure.reason()) {
      return;
    }
    LOG.atLevel(failure.retryable() ? Level.WARN : Level.ERROR)
        .addKeyValue("incident", incident.id())
        .addKeyValue("channel", channel)
        .addKeyValue("reason", failure.reason().slug())
        .addKeyValue("why", failure.getMessage())
        .log("A message could not be delivered; it stays in the outbox");
  }

  void succeeded(String channel) {
    failing.remove(channel);
  }
}
