package io.selfheal.notification;

import io.selfheal.incident.Incident;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Says once that a channel fails, and why; again only when the reason changes. */
final class DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

  /** Other threads look at it. */
  private final Map<String, NotificationException.Reason> failing = new ConcurrentHashMap<>();

  Map<String, NotificationException.Reason> failing() {
    return Map.copyOf(failing);
  }

  void failed(Incident incident, String channel, NotificationException failure) {
    if (failing.put(channel, failure.reason()) == failure.reason()) {
      return;
    }
    Level level = failure.retryable() ? Level.WARN : Level.ERROR;
    event(level, incident, channel, failure)
        .log("A message could not be delivered; it stays in the outbox");
  }

  void gaveUp(Incident incident, String channel, NotificationException failure) {
    event(Level.ERROR, incident, channel, failure)
        .log("A message could not be delivered; it is too old to be tried again");
  }

  void succeeded(String channel) {
    failing.remove(channel);
  }

  private static LoggingEventBuilder event(
      Level level, Incident incident, String channel, NotificationException failure) {
    return LOG.atLevel(level)
        .addKeyValue("incident", incident.id())
        .addKeyValue("channel", channel)
        .addKeyValue("reason", failure.reason().slug())
        .addKeyValue("why", failure.getMessage());
  }
}
