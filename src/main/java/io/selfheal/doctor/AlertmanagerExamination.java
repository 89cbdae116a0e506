package io.selfheal.doctor;

import io.selfheal.webhook.alertmanager.AlertmanagerConfig;
import io.selfheal.webhook.alertmanager.AlertmanagerException;
import io.selfheal.webhook.alertmanager.AlertmanagerProbe;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether each Alertmanager answers what {@code serve} asks it. */
public final class AlertmanagerExamination implements Examination {
  private static final String ALERTMANAGER = "alertmanager";

  private final Optional<AlertmanagerConfig> config;

  public AlertmanagerExamination(Optional<AlertmanagerConfig> config) {
    this.config = config;
  }

  @Override
  public String check() {
    return ALERTMANAGER;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    config.ifPresent(found -> found.urls().forEach(url -> findings.add(ask(url, found))));
    return findings.isEmpty()
        ? List.of(Finding.skipped(ALERTMANAGER, "Its URL is not configured"))
        : findings;
  }

  private static Finding ask(URI url, AlertmanagerConfig config) {
    try {
      int firing = AlertmanagerProbe.ask(url, config);
      if (!AlertmanagerProbe.hasReceiver(url, config)) {
        return Finding.failed(
            ALERTMANAGER,
            url + " has no receiver " + config.receiver(),
            "name the one that sends alerts to us in alertmanager.receiver");
      }
      return Finding.ok(
          ALERTMANAGER, url + " answers; of receiver " + config.receiver() + " fire " + firing);
    } catch (AlertmanagerException e) {
      return Finding.failed(ALERTMANAGER, e.getMessage());
    }
  }
}
