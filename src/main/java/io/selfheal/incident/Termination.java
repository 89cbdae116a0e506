package io.selfheal.incident;

import java.time.Instant;

/**
 * One pod that was removed, or is about to be.
 *
 * @param alertBegan when the trouble began that it was removed for
 * @param at when the ledger reserved it
 */
public record Termination(Instant alertBegan, Instant at) {}
