package io.selfheal.triage.threads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What comes most often; of equals the first. */
final class Commonest {
  private Commonest() {}

  static <T> Optional<T> of(Stream<T> all) {
    Map<T, Integer> counts = new LinkedHashMap<>();
    all.forEach(each -> counts.merge(each, 1, Integer::sum));
    return counts.entrySet().stream()
        .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
        .map(Map.Entry::getKey);
  }
}
