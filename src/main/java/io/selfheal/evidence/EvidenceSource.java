package io.selfheal.evidence;

import java.util.List;

/** Takes artefacts out of a container. */
public interface EvidenceSource {
  /**
   * Takes one kind of artefact, verified, into the spool. Trouble is a failed artefact with its
   * reason, never an exception.
   *
   * @param incidentId names the folder in the spool and the file in the pod
   * @return one artefact for each file
   */
  List<Artefact> capture(JvmTarget target, Wanted wanted, String incidentId)
      throws InterruptedException;
}
