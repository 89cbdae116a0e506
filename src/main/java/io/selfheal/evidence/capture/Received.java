package io.selfheal.evidence.capture;

import io.selfheal.evidence.Artefact.Original;
import io.selfheal.evidence.Verification;
import java.util.Optional;

/**
 * What lies in the spool, complete and verified but not yet committed.
 *
 * @param original what came, where it lies there in another form
 */
public record Received(
    long bytes, String sha256, Verification verification, Optional<Original> original) {
  public Received(long bytes, String sha256, Verification verification) {
    this(bytes, sha256, verification, Optional.empty());
  }

  /** The same, made of what came. */
  public Received of(Received came) {
    Original original = new Original(came.bytes, came.sha256);
    return new Received(bytes, sha256, verification, Optional.of(original));
  }
}
