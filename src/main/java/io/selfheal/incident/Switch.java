package io.selfheal.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * The kill switch that people turn by command. It holds over restarts, and for all who share the
 * ledger.
 */
public interface Switch {
  /**
   * Since when nothing acts, and why.
   *
   * @param by a name as its bearer gave it
   * @param reason empty text when none was given
   */
  record Paused(String by, String reason, Instant since) {}

  /** Empty while the responder may act. */
  Optional<Paused> paused();

  /**
   * Stops all action. A pause that stands is left as it is: whoever ends it should be the one who
   * began it.
   *
   * @return the pause that stands now
   */
  Paused pause(String by, String reason);

  /**
   * Lets it act again.
   *
   * @return the pause that this ended; empty when there was none
   */
  Optional<Paused> resume(String by);
}
