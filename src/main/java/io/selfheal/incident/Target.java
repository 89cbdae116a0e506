package io.selfheal.incident;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.WorkloadRef;
import java.util.Optional;

/**
 * What an incident is bound to from {@link Stage#MATCHED} on.
 *
 * @param node where the pod runs, if that was known
 */
public record Target(JvmTarget jvm, WorkloadRef workload, Optional<String> node) {
  public Target(JvmTarget jvm, WorkloadRef workload) {
    this(jvm, workload, Optional.empty());
  }

  public PodRef pod() {
    return jvm.pod();
  }
}
