package io.selfheal.sandbox.cluster;

import java.time.Instant;
import java.util.Optional;

/**
 * Which part of a log is wanted.
 *
 * @param container empty text for a pod's only one
 * @param previous of the container's run before the present one
 */
public record LogRequest(
    String container,
    int tailLines,
    Optional<Instant> since,
    boolean previous,
    boolean timestamps) {}
