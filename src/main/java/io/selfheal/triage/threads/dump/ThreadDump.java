package io.selfheal.triage.threads.dump;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * All threads of a JVM at one time.
 *
 * @param source the artefact's name
 * @param time as the JVM's clock showed it, without a zone
 * @param form how it was made
 */
public record ThreadDump(
    String source,
    Form form,
    Optional<LocalDateTime> time,
    List<JavaThread> threads,
    List<Deadlock> deadlocks) {
  public ThreadDump {
    threads = List.copyOf(threads);
    deadlocks = List.copyOf(deadlocks);
  }

  /** By which command it came about. */
  public enum Form {
    /** {@code Thread.print}, or SIGQUIT: platform threads, all stopped at once. */
    PRINTED,
    /** {@code Thread.dump_to_file}: virtual threads too, one after the other. */
    TO_FILE
  }
}
