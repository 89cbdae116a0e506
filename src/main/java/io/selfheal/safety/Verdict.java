package io.selfheal.safety;

import io.selfheal.incident.Reason;
import java.time.Instant;

/** A gate's answer. A gate that cannot decide refuses. */
public sealed interface Verdict {
  Verdict ALLOWED = new Allowed();

  /** Nothing stands in the way. */
  record Allowed() implements Verdict {}

  /** Not now; worth asking again. */
  record Deferred(Reason reason, Instant retryAt) implements Verdict {}

  /** Not for this alert. */
  record Refused(Reason reason) implements Verdict {}

  static Verdict refused(String code, String sentence) {
    return new Refused(new Reason(code, sentence));
  }

  static Verdict deferred(String code, String sentence, Instant retryAt) {
    return new Deferred(new Reason(code, sentence), retryAt);
  }
}
