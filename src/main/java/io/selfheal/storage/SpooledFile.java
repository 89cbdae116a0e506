package io.selfheal.storage;

/** A committed file of the spool, by the names that it was created with. */
public record SpooledFile(String incidentId, String fileName) {}
