package io.selfheal.evidence;

import io.selfheal.kubernetes.PodRef;

/** Where to look: one incarnation of one container. */
public record JvmTarget(PodRef pod, String container, String containerId) {}
