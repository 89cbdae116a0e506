package io.selfheal.triage.report;

import io.selfheal.config.Release;
import io.selfheal.triage.Diagnosis;
import java.util.List;

/**
 * What a page and its JSON tell.
 *
 * @param title whom it is about, as {@code shop/orders-7d9f8b6c5d-x2x9k}
 * @param diagnosis masked, as the triage gives it
 * @param tools what read the evidence, with versions
 */
public record Report(String title, Diagnosis diagnosis, Timeline timeline, List<String> tools) {
  public Report {
    tools = List.copyOf(tools);
  }

  /** By this version, on this Java. */
  public static Report of(String title, Diagnosis diagnosis, Timeline timeline) {
    List<String> tools = List.of("self-heal " + Release.name(), "Java " + Runtime.version());
    return new Report(title, diagnosis, timeline, tools);
  }
}
