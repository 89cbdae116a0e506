package io.selfheal.storage;

import io.selfheal.config.Section;
import java.time.Duration;
import java.util.Optional;

/**
 * The section {@code store.retention}.
 *
 * @param olderThan since an incident was opened
 * @param moreThan in bytes, of all that is ours in the store
 * @param dryRun whether it only says what it would remove
 */
public record RetentionConfig(
    Optional<Duration> olderThan, Optional<Long> moreThan, boolean dryRun) {
  private static final Duration LEAST = Duration.ofDays(1);
  private static final String EXPECTED = "a length of time of a day or more, as 30d";
  private static final long NONE = -1;

  static RetentionConfig read(Section section) {
    Optional<Duration> olderThan = section.optionalDuration("olderThan");
    if (olderThan.filter(age -> age.compareTo(LEAST) < 0).isPresent()) {
      section.problem("olderThan", EXPECTED);
    }
    long moreThan = section.bytes("moreThan", NONE);
    if (!section.has("olderThan") && !section.has("moreThan")) {
      section.problem("olderThan", EXPECTED + ", or moreThan, or both");
    }
    boolean dryRun = section.flag("dryRun", true);
    section.done();
    return new RetentionConfig(
        olderThan, moreThan == NONE ? Optional.empty() : Optional.of(moreThan), dryRun);
  }
}
