package io.selfheal.response;

import io.selfheal.incident.FactCheck;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.rules.Rule;
import io.selfheal.rules.RuleBook;
import io.selfheal.rules.RuleMatch;
import io.selfheal.safety.ClusterReader;
import io.selfheal.safety.ClusterView;
import io.selfheal.safety.Gates;
import io.selfheal.safety.Situation;
import io.selfheal.safety.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Gathers what the gates look at, and asks them. The rule is the one that bears the incident's rule
 * name today: the operator's last word.
 */
final class Judge {
  private final Incidents incidents;
  private final RuleBook rules;
  private final ClusterReader reader;
  private final Gates gates;
  private final Clock clock;

  Judge(Incidents incidents, RuleBook rules, ClusterReader reader, Gates gates, Clock clock) {
    this.incidents = incidents;
    this.rules = rules;
    this.reader = reader;
    this.gates = gates;
    this.clock = clock;
  }

  Optional<Rule> rule(Incident incident) {
    return rules.rule(incident.origin().rule());
  }

  Instant now() {
    return clock.instant();
  }

  /** The inbox may have heard of a resolved alert while the cluster was looked at. */
  Situation situation(Incident incident, Rule rule) throws ClusterException {
    PodRef pod = incident.target().orElseThrow().pod();
    ClusterView view = reader.read(pod.namespace(), pod.name());
    Incident newest = incidents.incident(incident.id()).orElse(incident);
    Instant now = clock.instant();
    RuleMatch match = new RuleMatch(rule, rules.subjectOf(incident.origin().alert()));
    return new Situation(newest, match, view, incidents.facts(newest), now);
  }

  Verdict verdictOnAdmission(Situation situation) {
    return gates.checkAdmission(situation);
  }

  Verdict verdictOnCapture(Situation situation) {
    return gates.checkCapture(situation);
  }

  Verdict verdictOnTermination(Situation situation) {
    return gates.checkTermination(situation);
  }

  Verdict verdictOnApproval(Situation situation) {
    return gates.checkApproval(situation);
  }

  /** Between what was decided and the act lies little more than this look. */
  Verdict verdictAtTheLast(Situation situation) throws ClusterException {
    String namespace = situation.match().subject().namespace();
    return gates.checkAtTheLast(situation.in(reader.again(situation.cluster(), namespace)));
  }

  FactCheck admissionFacts(Situation situation) {
    return gates.admissionFacts(situation);
  }

  FactCheck terminationFacts(Situation situation) {
    return gates.terminationFacts(situation);
  }
}
