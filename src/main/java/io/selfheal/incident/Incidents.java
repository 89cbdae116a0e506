package io.selfheal.incident;

import io.selfheal.evidence.Artefact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The durable side of a response. Every write is on disk when the call returns, and throws {@link
 * LedgerException} when it could not be, or when the claim is no longer the newest.
 */
public interface Incidents {
  /** Takes the incident that has been due for longest and that nobody works on. */
  Optional<Claim> claim(Instant now);

  /** Gives an incident back as it is, to be claimed again when it is due. */
  void release(Claim claim);

  /**
   * Writes the intent of a step, before its side effect.
   *
   * @return the claim, which says whether this step's intent was there already, without a result
   */
  Claim begin(Claim claim, String step);

  /**
   * Writes the result of a step: target, progress, and the message that is due once the stage or
   * the reason of a deferral is another. Artefacts are not touched, nor is the mark of a resolved
   * alert. A save that only counts a failed attempt is no result: the step may have acted, so its
   * intent stays.
   *
   * @return the id of the active incident that already holds the same container, in which case
   *     nothing was written
   */
  Optional<String> save(Claim claim, Incident next);

  /** As {@link #save}, if the facts allow it, in the same transaction. */
  Optional<FactCheck.Denial> saveIf(Claim claim, Incident next, FactCheck check);

  /**
   * Reserves the one termination that a pod UID may ever have, if the facts allow it. Reserving
   * again for the same incident is granted; a pod that another incident terminated is denied.
   */
  Optional<FactCheck.Denial> reserveTermination(Claim claim, FactCheck check);

  /** Since when this incident holds the pod's one termination; empty when it does not. */
  Optional<Instant> terminationReserved(Claim claim);

  /**
   * Gives back a reservation that the API server refused: it counts for no cooldown and no budget.
   */
  void cancelTermination(Claim claim);

  /** Puts artefacts on record, in the place of all that there were of their kinds; or none. */
  void record(Claim claim, List<Artefact> artefacts);

  LedgerFacts facts(Incident incident);

  /**
   * Whether an alert of the same rule, about another pod of the same workload, began after that and
   * has not been resolved; what became of its incident is no matter.
   */
  boolean firesAgain(Incident incident, Instant since);

  Optional<Incident> incident(String id);

  /** Those not closed, oldest first: all of them, in memory. */
  List<Incident> open();

  /** How many there are in each stage but the last; a stage without any may be missing. */
  Map<Stage, Integer> openByStage();
}
