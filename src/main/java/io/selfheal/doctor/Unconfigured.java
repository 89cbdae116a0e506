package io.selfheal.doctor;

import java.util.List;

/** What there is nothing to look at of. */
public record Unconfigured(String check, String detail) implements Examination {
  @Override
  public List<Finding> findings() {
    return List.of(Finding.skipped(check, detail));
  }
}
