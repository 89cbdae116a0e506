package io.selfheal.triage.threads.dump;

/**
 * What a thread holds or waits for.
 *
 * @param id the same for the same object within one dump; it may move until the next
 * @param type its class; {@code class X} for the lock of X itself
 */
public record Lock(String id, String type) {}
