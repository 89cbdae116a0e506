package io.selfheal.kubernetes;

/** How many nodes there are, and how many of them are not Ready. */
public record NodeCount(int all, int notReady) {}
