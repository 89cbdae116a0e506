package io.selfheal.evidence;

import io.selfheal.config.Slug;

/** Why evidence failed; the slug is also the metric's tag. */
public enum FailureReason {
  /** The pod is gone, has another UID, or its container another id. */
  TARGET_CHANGED,
  CONTAINER_NOT_RUNNING,
  /** The container was never restarted. */
  NO_PREVIOUS_LOG,
  /** No JVM of the container left such a file, where its flags say. */
  NO_CRASH_FILE,
  /** The cluster has no metrics API, or that knows nothing of the container. */
  NO_METRICS,
  NO_JCMD,
  /** The image lacks cat or rm: a dump could be neither read nor removed. */
  NO_TOOLS,
  NO_JVM,
  /** A JVM that is not HotSpot: what it writes is something else. */
  UNSUPPORTED_JVM,
  ATTACH_FAILED,
  /** jcmd did not say that the dump was created. */
  JCMD_REFUSED,
  /** The JVM was started without what this takes. */
  NOT_ENABLED,
  NO_SPACE_IN_POD,
  /** The JVM would stand still for longer than its liveness probe bears. */
  LIVENESS_PROBE,
  NO_SPACE_IN_SPOOL,
  /** So much waits in the spool for the store that what is left of it is for small files. */
  SPOOL_NEARLY_FULL,
  /** Size, structure or hash do not agree. */
  DAMAGED,
  STREAM_CUT,
  TIMEOUT,
  FORBIDDEN,
  CLUSTER_UNREACHABLE;

  /** Whether there never was such evidence: none is lost, and it keeps no pod. */
  public boolean nothingToLose() {
    return this == NO_PREVIOUS_LOG || this == NO_CRASH_FILE;
  }

  /** Whether it says something of the way to the pod, and nothing of the pod. */
  public boolean mayPass() {
    return this == STREAM_CUT || this == CLUSTER_UNREACHABLE;
  }

  public String slug() {
    return Slug.of(this);
  }
}
