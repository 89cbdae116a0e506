package io.selfheal.evidence.capture;

import io.selfheal.evidence.Verification;

/** What lies in the spool, complete and verified but not yet committed. */
public record Received(long bytes, String sha256, Verification verification) {}
