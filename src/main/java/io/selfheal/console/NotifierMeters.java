package io.selfheal.console;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Which notifiers cannot tell people, and why: 1 for each that is so at the moment. */
public final class NotifierMeters {
  private final MultiGauge failing;
  private volatile Supplier<Map<String, Set<String>>> troubles = Map::of;

  NotifierMeters(MeterRegistry registry) {
    this.failing =
        MultiGauge.builder("selfheal.notifier.failing")
            .description("1 while a notifier could not be reached or refused when last tried")
            .register(registry);
  }

  /**
   * @param current from a notifier's name to the reasons
   */
  public void watch(Supplier<Map<String, Set<String>>> current) {
    troubles = current;
  }

  void refresh() {
    List<MultiGauge.Row<?>> rows =
        troubles.get().entrySet().stream()
            .<MultiGauge.Row<?>>flatMap(
                notifier ->
                    notifier.getValue().stream().map(reason -> row(notifier.getKey(), reason)))
            .toList();
    failing.register(rows, true);
  }

  private static MultiGauge.Row<?> row(String notifier, String reason) {
    return MultiGauge.Row.of(Tags.of("notifier", notifier, "reason", reason), 1);
  }
}
