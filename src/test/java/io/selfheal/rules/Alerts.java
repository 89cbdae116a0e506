package io.selfheal.rules;

import io.selfheal.alert.Alert;
import io.selfheal.alert.AlertStatus;
import io.selfheal.alert.Fingerprint;
import io.selfheal.alert.Labels;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Firing alerts of pod {@code web-1} in namespace {@code shop}, unless told otherwise. */
final class Alerts {
  private Alerts() {}

  /** Names and values in turn; a null takes the label away. */
  static Alert with(String... namesAndValues) {
    Map<String, String> labels = new HashMap<>(Map.of("namespace", "shop", "pod", "web-1"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    labels.values().removeIf(value -> value == null);
    Labels all = Labels.of(labels);
    return new Alert(Fingerprint.of(all), AlertStatus.FIRING, all, Labels.NONE, Optional.empty());
  }
}
