package io.selfheal.incident.audit;

import io.selfheal.config.Slug;

/** What an entry tells; the slug is its word in the ledger and in the export. */
public enum AuditKind {
  /** Alerts came in together that a rule wants: one entry for all their incidents. */
  OPENED,
  /** An incident came to its next stage. */
  REACHED,
  /** A gate said not now, for a reason that is another than before. */
  DEFERRED,
  /** An incident is over, with its outcome. */
  CLOSED,
  /** The pod's one termination was given to this incident; the eviction is sent after it. */
  TERMINATION_RESERVED,
  /** It was given back: the pod was not removed. */
  TERMINATION_CANCELLED,
  /** An artefact, taken or failed, was put on record, in the place of others of its kind. */
  EVIDENCE_RECORDED,
  /** The store has it. */
  EVIDENCE_UPLOADED,
  /** The store keeps files of it no longer, as the configuration wants it. */
  EVIDENCE_REMOVED,
  /** People were asked whether the pod may go. */
  APPROVAL_ASKED,
  /** Somebody decided it. */
  APPROVAL_DECIDED,
  /** Somebody stopped all action. */
  PAUSED,
  /** Somebody let it act again. */
  RESUMED;

  public String slug() {
    return Slug.of(this);
  }
}
