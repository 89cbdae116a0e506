package io.selfheal.access;

import java.time.Duration;

/**
 * Where to listen, and what a caller may cost.
 *
 * @param port 0 for any free one
 * @param threads how many requests are worked on at a time
 * @param headerDeadline how long the headers of a request may take
 * @param idle how long a connection may be silent
 */
public record PortConfig(
    String host, int port, int threads, Duration headerDeadline, Duration idle) {}
