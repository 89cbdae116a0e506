package io.selfheal.incident;

/**
 * What takes an incident out of one stage. It may be run again after a crash at any point, so it
 * looks before it acts.
 */
public interface Step {
  Stage from();

  /**
   * @throws InterruptedException when the service stops; the step runs again after the restart
   */
  StepOutcome run(Claim claim) throws InterruptedException;

  /** The verb phrase that the log and the ledger know it by. */
  default String name() {
    return getClass().getSimpleName();
  }
}
