package io.selfheal.incident.ledger;

/**
 * The incident of an alert, as a receipt names it.
 *
 * @param namespace that the alert's labels name, whose turn it is to be worked on
 */
record KnownIncident(String id, String rule, String namespace) {
  private static final String NO_NAMESPACE = "?";

  KnownIncident {
    namespace = namespace.isEmpty() ? NO_NAMESPACE : namespace;
  }
}
