package io.selfheal.triage.threads.dump;

/**
 * Which thread it is, the same in all dumps of a JVM.
 *
 * @param number as {@code Thread.threadId()} has it, or 0 where it has none
 */
public record ThreadId(String name, long number) {}
