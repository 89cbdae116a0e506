package io.selfheal.evidence.jcmd;

import java.time.Duration;

/**
 * How a heap dump is taken.
 *
 * @param folder of the container, where it lies until it is here
 * @param pause for how long the JVM is expected to stand still
 */
record DumpPlan(String folder, DumpForm form, Duration pause) {}
