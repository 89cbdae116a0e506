package io.selfheal.safety;

import io.selfheal.incident.Approval;
import io.selfheal.incident.Incident;
import io.selfheal.incident.LedgerFacts;
import io.selfheal.rules.RuleMatch;
import java.time.Duration;
import java.time.Instant;

/**
 * All that gates may look at: the incident, its rule and subject, the cluster and the ledger at one
 * moment.
 */
public record Situation(
    Incident incident, RuleMatch match, ClusterView cluster, LedgerFacts facts, Instant now) {
  Instant startsAt() {
    return incident.origin().startsAt();
  }

  /** The same with facts that are newer. */
  Situation with(LedgerFacts newer) {
    return new Situation(incident, match, cluster, newer, now);
  }

  /** The same with what people were asked a moment ago. */
  public Situation with(Approval approval) {
    return with(facts.with(approval));
  }

  /** The same in surroundings that are newer. */
  public Situation in(ClusterView newer) {
    return new Situation(incident, match, newer, facts, now);
  }

  /** The time that it is so much later. */
  public Instant in(Duration wait) {
    return now.plus(wait);
  }
}
