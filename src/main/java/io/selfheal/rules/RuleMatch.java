package io.selfheal.rules;

/** The first rule whose conditions all hold. */
public record RuleMatch(Rule rule, Subject subject) implements RuleDecision {}
