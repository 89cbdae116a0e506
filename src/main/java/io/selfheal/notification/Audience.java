package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.Subject;
import java.util.List;

/**
 * Who is told of an incident: what its alert's labels say of team and priority, and which channels
 * that means.
 */
public record Audience(Channels channels, RuleBook rules) {
  Subject subjectOf(Incident incident) {
    return rules.subjectOf(incident.origin().alert());
  }

  /** At least one, each once. */
  List<String> channelsOf(Incident incident) {
    Subject subject = subjectOf(incident);
    return channels.of(subject.team(), subject.priority());
  }

  List<String> mentionsOf(Incident incident) {
    return channels.mentions(subjectOf(incident).priority());
  }
}
