package io.selfheal.incident;

/**
 * What takes an incident out of one stage. It may be run again after a crash at any point, so it
 * looks before it acts.
 */
public interface Step {
  Stage from();

  /**
   * @param resumed an earlier run of this step wrote its intent and no result: it may have acted
   * @throws InterruptedException when the service stops; the step runs again after the restart
   */
  StepOutcome run(Claim claim, boolean resumed) throws InterruptedException;

  /** The verb phrase that the log and the ledger know it by. */
  default String name() {
    return getClass().getSimpleName();
  }
}
