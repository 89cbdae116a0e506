package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.Verification;

/** What lies in the spool, complete and verified but not yet committed. */
record Received(long bytes, String sha256, Verification verification) {}
