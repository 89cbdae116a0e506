package io.selfheal.rules;

import java.util.Optional;

/**
 * Whom an alert speaks of, read from its labels by the configured names.
 *
 * @param container empty when no label names one
 * @param conflict why the labels cannot be trusted: two names of one rank disagree, or a value is
 *     no Kubernetes name
 */
public record Subject(
    String priority,
    String namespace,
    String pod,
    Optional<String> container,
    Optional<String> team,
    Optional<String> conflict) {}
