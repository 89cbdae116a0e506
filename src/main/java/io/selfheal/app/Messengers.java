package io.selfheal.app;

import io.selfheal.incident.Ledger;
import io.selfheal.incident.Outboxes;
import io.selfheal.notification.Audience;
import io.selfheal.notification.Channels;
import io.selfheal.notification.Messenger;
import io.selfheal.notification.NotificationException;
import io.selfheal.notification.Notifier;
import io.selfheal.notification.StormNews;
import io.selfheal.notification.slack.SlackConfig;
import io.selfheal.notification.webhook.WebhookNotifier;
import io.selfheal.notification.webhook.WebhookTarget;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A messenger for each notifier of the configuration, on a thread and an outbox of its own. */
final class Messengers implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Configuration configuration;
  private final Ledger ledger;
  private final Clock clock;
  private final Map<String, Messenger> byName = new LinkedHashMap<>();

  Messengers(Configuration configuration, Ledger ledger, Clock clock) {
    this.configuration = configuration;
    this.ledger = ledger;
    this.clock = clock;
  }

  void start() {
    ResponderConfig.People people = configuration.responder().people();
    SlackConfig slack = people.slack();
    if (slack.configured() || people.webhooks().isEmpty()) {
      add(Outboxes.FIRST, slack.notifier(System.out), slack.channels());
    }
    people.webhooks().forEach(this::add);
    ledger.tellThrough(byName.keySet());
    byName.values().forEach(Messenger::start);
  }

  /** Why a notifier cannot tell people; those that can are left out. Any thread may ask. */
  Map<String, Set<String>> troubles() {
    Map<String, Set<String>> troubles = new TreeMap<>();
    byName.forEach((name, messenger) -> troubles.put(name, reasons(messenger)));
    return troubles;
  }

  private static Set<String> reasons(Messenger messenger) {
    return messenger.troubles().values().stream()
        .map(NotificationException.Reason::slug)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    byName.values().forEach(messenger -> messenger.close(GRACE));
  }

  private void add(WebhookTarget target) {
    Notifier notifier = new WebhookNotifier(target, ledger::incident, configuration.rules(), clock);
    add(target.name(), notifier, Channels.only(target.name()));
  }

  private void add(String name, Notifier notifier, Channels channels) {
    StormNews storms = new StormNews(ledger, configuration.responder().policy().safety().storm());
    Audience audience = new Audience(channels, configuration.rules());
    byName.put(name, new Messenger(ledger.outboxOf(name), notifier, audience, storms, clock));
  }
}
