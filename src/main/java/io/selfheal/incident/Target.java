package io.selfheal.incident;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.kubernetes.WorkloadRef;

/** What an incident is bound to from {@link Stage#MATCHED} on. */
public record Target(JvmTarget jvm, WorkloadRef workload) {
  public PodRef pod() {
    return jvm.pod();
  }
}
