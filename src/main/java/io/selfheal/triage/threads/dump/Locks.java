package io.selfheal.triage.threads.dump;

import java.util.List;
import java.util.Optional;

/**
 * The locks of a thread.
 *
 * @param held monitors and ownable synchronizers; of read locks a JVM does not know the holder
 */
public record Locks(Optional<Wait> awaited, List<Lock> held) {
  public static final Locks NONE = new Locks(Optional.empty(), List.of());

  public Locks {
    held = List.copyOf(held);
  }
}
