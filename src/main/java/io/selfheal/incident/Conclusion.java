package io.selfheal.incident;

/** How and why an incident was closed. */
public record Conclusion(Outcome outcome, Reason reason) {}
