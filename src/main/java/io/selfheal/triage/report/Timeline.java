package io.selfheal.triage.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What happened when, the earliest first. */
public record Timeline(List<Moment> moments) {
  public static final Timeline NONE = new Timeline(List.of());

  /**
   * @param what on one line, as {@code pod removed}
   */
  public record Moment(String what, Instant at) {}

  public Timeline {
    moments = moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
  }
}
