package io.selfheal.incident;

import java.time.Instant;

/** A gate says not now: asked again at {@code retryAt}, given up when it has lasted too long. */
public record Deferral(Reason reason, Instant since, Instant retryAt) {
  /** Whether it is people who are waited for. */
  public boolean asksPeople() {
    return reason.code().equals("approval");
  }
}
