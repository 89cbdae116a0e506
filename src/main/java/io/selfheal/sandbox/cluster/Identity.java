package io.selfheal.sandbox.cluster;

/** The user and the group that a container's processes say they are. */
record Identity(long user, long group) {}
