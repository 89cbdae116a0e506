package io.selfheal.console;

import io.selfheal.incident.Stage;
import java.util.Locale;

/** How a stage is written in a tag: {@code evidence-secured}. */
final class Slugs {
  private Slugs() {}

  static String of(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
