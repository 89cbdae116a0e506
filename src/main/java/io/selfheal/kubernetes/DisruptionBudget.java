package io.selfheal.kubernetes;

/** A PodDisruptionBudget that covers a pod, and how many evictions it allows now. */
public record DisruptionBudget(String name, int disruptionsAllowed) {}
