package io.selfheal.evidence;

import java.util.List;

/** Takes artefacts out of a container. */
public interface EvidenceSource {
  /**
   * Takes one kind of artefact, verified, into the spool. Trouble is a failed artefact with its
   * reason, never an exception.
   *
   * @param incidentId names the folder in the spool and the file in the pod
   * @return one artefact for each file; a thread dump is two, 1 s apart
   */
  List<Artefact> capture(JvmTarget target, ArtefactKind kind, String incidentId)
      throws InterruptedException;
}
