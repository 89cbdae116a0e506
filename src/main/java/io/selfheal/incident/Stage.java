package io.selfheal.incident;

import io.selfheal.config.Slug;

/**
 * What is durably true of an incident. Each stage is left by one step, but the last two, which come
 * together:
 *
 * <pre>
 * RECEIVED --> MATCHED --> ADMITTED --> EVIDENCE_SECURED --> POD_TERMINATED --> RECOVERY_OBSERVED --> CLOSED
 *     |           |           |                |                    |                                 ^
 *     +-----------+-----------+----------------+--------------------+---------------------------------+
 * </pre>
 */
public enum Stage {
  /** The alert is on disk, and a rule wants it. */
  RECEIVED,
  /** It is bound to one incarnation of one container, and to its workload. */
  MATCHED,
  /** The gates have let it in. */
  ADMITTED,
  /**
   * What the rule lists lies verified in the spool (or in the store, where the configuration asks
   * for that).
   */
  EVIDENCE_SECURED,
  /** The API server has accepted the pod's removal. */
  POD_TERMINATED,
  /** The workload is whole again. */
  RECOVERY_OBSERVED,
  /** It is over; the conclusion says how. */
  CLOSED;

  public String slug() {
    return Slug.of(this);
  }
}
