package io.selfheal.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an artefact came about, or what was tried for one that failed.
 *
 * @param takenAt when it was begun
 * @param commands what was run in the pod for it, a line each, in order; or the request that the
 *     API server was sent
 * @param tool the JVM that was asked, as its {@code VM.version} has it; empty where it did not say
 */
public record Provenance(Instant takenAt, List<String> commands, Optional<String> tool) {
  public Provenance {
    commands = List.copyOf(commands);
  }
}
