package io.selfheal.webhook.alertmanager;

import io.selfheal.alert.Alert;
import io.selfheal.alert.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Alertmanager, or all of a cluster: each is asked, and any that answers serves. */
final class Alertmanagers {
  private static final Logger LOG = LoggerFactory.getLogger(Alertmanagers.class);
  private static final String UNSOUND = "It lists alerts that cannot be understood; they are left";

  private final List<AlertmanagerClient> clients;
  private final AntiEntropyListener listener;

  /** What was last said of each that is in trouble. */
  private final Map<AlertmanagerClient, String> troubles = new HashMap<>();

  Alertmanagers(AlertmanagerConfig config, AntiEntropyListener listener) {
    this.clients = config.urls().stream().map(url -> new AlertmanagerClient(url, config)).toList();
    this.listener = listener;
  }

  /** Each alert once; empty when none of them answered. */
  Optional<List<Alert>> firing() {
    Map<Fingerprint, Alert> firing = new LinkedHashMap<>();
    boolean answered = false;
    for (AlertmanagerClient client : clients) {
      Optional<List<Alert>> alerts = ask(client);
      alerts.ifPresent(list -> list.forEach(alert -> add(alert, firing)));
      answered |= alerts.isPresent();
    }
    return answered ? Optional.of(new ArrayList<>(firing.values())) : Optional.empty();
  }

  private static void add(Alert alert, Map<Fingerprint, Alert> firing) {
    firing.merge(alert.fingerprint(), alert, Alertmanagers::elder);
  }

  /** Two replicas may date one alert differently; the elder start wins, as between themselves. */
  private static Alert elder(Alert a, Alert b) {
    return since(b).isBefore(since(a)) ? b : a;
  }

  private static Instant since(Alert alert) {
    return alert.startsAt().orElse(Instant.MAX);
  }

  private Optional<List<Alert>> ask(AlertmanagerClient client) {
    try {
      GettableAlerts answer = client.firing();
      note(client, answer.unsound() == 0 ? "" : UNSOUND);
      return Optional.of(answer.firing());
    } catch (AlertmanagerException e) {
      listener.failed(e.reason());
      note(client, e.getMessage());
      return Optional.empty();
    }
  }

  /** One line when a trouble comes, changes or goes; none when we are told to stop. */
  private void note(AlertmanagerClient client, String trouble) {
    String before = troubles.getOrDefault(client, "");
    troubles.put(client, trouble);
    if (trouble.equals(before) || Thread.currentThread().isInterrupted()) {
      return;
    }
    if (trouble.isEmpty()) {
      LOG.atInfo().addKeyValue("url", client.url()).log("Alertmanager answers again");
    } else {
      LOG.atWarn()
          .addKeyValue("url", client.url())
          .addKeyValue("why", trouble)
          .log("Alertmanager is not asked as it should be; it is tried again");
    }
  }
}
