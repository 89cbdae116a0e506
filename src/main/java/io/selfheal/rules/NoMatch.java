package io.selfheal.rules;

/** No rule wants this alert. */
public record NoMatch(String reason) implements RuleDecision {}
