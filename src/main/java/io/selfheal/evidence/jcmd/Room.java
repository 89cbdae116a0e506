package io.selfheal.evidence.jcmd;

import java.util.Optional;

/**
 * A folder of the container that a dump may lie in for a while.
 *
 * @param free in bytes; empty where the image cannot tell
 */
record Room(String folder, Optional<Long> free) {}
