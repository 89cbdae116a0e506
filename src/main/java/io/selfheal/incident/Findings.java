package io.selfheal.incident;

import io.selfheal.evidence.Artefact;
import io.selfheal.triage.Finding;
import io.selfheal.triage.Precedent;
import java.util.List;

/**
 * What the evidence of each incident says. It is read beside the response, which never waits for
 * it; until all of it was read, the spool keeps it.
 */
public interface Findings {
  /** Says that an incident's evidence lies in this spool by now, all that there will be. */
  void expect(Claim claim);

  /** Incidents whose evidence lies in this spool and was not read to its end, oldest first. */
  List<Incident> unread(int most);

  /** Whether the evidence of an incident is one of those, or is still being taken. */
  boolean isUnread(String incident);

  /** Puts on record what was found at a glance; its message is due. Nothing once all was read. */
  void glanced(Incident incident, List<Finding> findings);

  /**
   * Puts on record what was found in all of the evidence, and the files that tell of it; its
   * message is due. Nothing where all was read before.
   */
  void read(Incident incident, List<Finding> findings, List<Artefact> files);

  /** What was found at earlier incidents of the same workload, the newest first. */
  List<Precedent> precedents(Incident incident, int most);

  /** The surest first. */
  List<Finding> findings(String incident);
}
