package io.selfheal.sandbox.cluster;

/**
 * Which part of a log is wanted.
 *
 * @param container empty text for a pod's only one
 * @param previous of the container's run before the present one
 */
public record LogRequest(String container, int tailLines, boolean previous, boolean timestamps) {}
