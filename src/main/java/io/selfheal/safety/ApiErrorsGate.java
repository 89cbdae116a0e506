package io.selfheal.safety;

import java.time.Duration;

/**
 * An API server that has just failed several times in a row is not asked to remove anything: it
 * must have answered a whole look at the cluster first.
 */
final class ApiErrorsGate implements Gate {
  private static final Duration AGAIN = Duration.ofSeconds(15);

  private final int most;

  /**
   * @param most which error in a row is one too many
   */
  ApiErrorsGate(int most) {
    this.most = most;
  }

  @Override
  public Verdict check(Situation situation) {
    return situation.cluster().health().errorsInARow() < most
        ? Verdict.ALLOWED
        : Verdict.deferred(
            "meltdown-api",
            "The API server failed to answer several times in a row; the setting limits.apiErrors is "
                + most
                + ".",
            situation.in(AGAIN));
  }
}
