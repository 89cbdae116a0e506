package io.selfheal.response;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactState;
import io.selfheal.incident.Findings;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Incidents;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpooledFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of the spool that nobody will ask for again: a crash came between the upload and the
 * deletion, or between a capture and its record, or another responder took them anew; the quota
 * would be short of them for ever. For the start only, before anything else works on incidents.
 * What the ledger has never heard of stays where it is: it may be the last copy, or not ours at
 * all.
 */
public final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private final Incidents incidents;
  private final Findings findings;
  private final LocalSpool spool;

  public Leftovers(Incidents incidents, Findings findings, LocalSpool spool) {
    this.incidents = incidents;
    this.findings = findings;
    this.spool = spool;
  }

  public void remove() throws IOException {
    for (SpooledFile file : spool.files()) {
      Optional<Incident> incident = incidents.incident(file.incidentId());
      if (incident.isEmpty()) {
        say(file, "The ledger knows nothing of a file in the spool; look at it and delete it");
      } else if (!wanted(incident.get(), file)) {
        remove(file);
      }
    }
  }

  private boolean wanted(Incident incident, SpooledFile file) throws IOException {
    Optional<Artefact> recorded =
        incident.artefacts().stream()
            .filter(artefact -> artefact.fileName().equals(file.fileName()))
            .findFirst();
    if (recorded.isEmpty()) {
      return !incident.closed();
    }
    if (recorded.get().state() != ArtefactState.VERIFIED) {
      return unread(incident, recorded.get());
    }
    return !incident.closed() || isOf(recorded.get(), file);
  }

  /** What the store has by now is still to be read here. */
  private boolean unread(Incident incident, Artefact recorded) {
    return recorded.state() == ArtefactState.UPLOADED && findings.isUnread(incident.id());
  }

  /** What was taken anew elsewhere, while this responder was thought lost, has another size. */
  private boolean isOf(Artefact recorded, SpooledFile file) throws IOException {
    return recorded.content().orElseThrow().bytes()
        == Files.size(spool.file(file.incidentId(), file.fileName()));
  }

  private void remove(SpooledFile file) {
    try {
      spool.delete(file.incidentId(), file.fileName());
      say(file, "Deleted a file from the spool that nobody waits for");
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .log("Cannot delete a file from the spool; the next start tries again");
    }
  }

  private static void say(SpooledFile file, String sentence) {
    LOG.atWarn()
        .addKeyValue("incident", file.incidentId())
        .addKeyValue("file", file.fileName())
        .log(sentence);
  }
}
