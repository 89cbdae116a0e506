package io.selfheal.incident;

import io.selfheal.config.Slug;

/** How an incident ended; the slug is also the metric's tag. */
public enum Outcome {
  /** The pod was replaced and the workload recovered. */
  HEALED,
  /** The pod was replaced and the workload did not recover in time. */
  NOT_HEALED,
  /** The evidence was taken, and the rule asks for no more. */
  EVIDENCE_TAKEN,
  /** The rule only observes: what it would have done is said. */
  OBSERVED,
  /** A gate does not allow it. */
  REFUSED,
  /** A required artefact could not be had, so the pod was left alone. */
  EVIDENCE_FAILED,
  /** The alert was resolved before the pod was touched. */
  RESOLVED_MEANWHILE,
  /** Another incident is already dealing with this container. */
  JOINED,
  /** Something went wrong that the responder could not mend; a person must look. */
  FAILED;

  public String slug() {
    return Slug.of(this);
  }
}
