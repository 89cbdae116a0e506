package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.Subject;

/**
 * Who is told of an incident: what its alert's labels say of the team, and which channel that
 * reads.
 */
public record Audience(Channels channels, RuleBook rules) {
  Subject subjectOf(Incident incident) {
    return rules.subjectOf(incident.origin().alert());
  }

  String channelOf(Incident incident) {
    return channels.of(subjectOf(incident).team());
  }
}
