package io.selfheal.triage.heap;

import java.time.Duration;

/**
 * What the analysis of a dump may take.
 *
 * @param childMemoryBytes the largest heap of the JVM that does it
 * @param deadline until it is killed
 */
public record HeapLimits(long childMemoryBytes, Duration deadline) {}
