package io.selfheal.kubernetes;

import java.util.Map;

/**
 * The owner at the top of a pod's chain and its counts.
 *
 * @param selector an equality-based or set-based label selector as the API takes it in a query;
 *     empty text when it has none
 * @param rollingOut the controller has not finished bringing its pods to the newest template
 */
public record Workload(
    WorkloadRef ref,
    int desired,
    boolean rollingOut,
    String selector,
    Map<String, String> annotations) {}
