package io.selfheal.rules;

/** What the rule book says of one alert. */
public sealed interface RuleDecision permits RuleMatch, NoMatch {}
