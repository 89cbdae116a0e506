package io.selfheal.incident.ledger;

/** The incident of an alert, as a receipt names it. */
record KnownIncident(String id, String rule) {}
