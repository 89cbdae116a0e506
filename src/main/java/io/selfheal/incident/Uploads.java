package io.selfheal.incident;

import io.selfheal.evidence.Artefact;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The artefacts that wait in the spool for the store. */
public interface Uploads {
  /**
   * @param session where an unfinished upload goes on, as the store gave it
   * @param attempts how often it has failed so far
   */
  record PendingUpload(
      Incident incident, Artefact artefact, Optional<String> session, int attempts) {}

  /** Verified artefacts whose time has come, oldest first. */
  List<PendingUpload> dueUploads(Instant now, int most);

  /** Keeps (or with empty: forgets) where an upload can be resumed. */
  void uploadSession(PendingUpload upload, Optional<String> session);

  /** Marks it as uploaded, and its incident's message as due. */
  void uploaded(PendingUpload upload, URI link);

  void uploadFailed(PendingUpload upload, Reason reason, Instant retryAt);

  /** Puts a sentence on the artefact for people, and marks its incident's message as due. */
  void uploadRemark(PendingUpload upload, String remark);

  Backlog uploadBacklog();

  /**
   * What waits in the spools of all who share the ledger.
   *
   * @param oldest when the one that has waited for longest was taken
   */
  record Backlog(int artefacts, long bytes, Optional<Instant> oldest) {
    public static final Backlog NONE = new Backlog(0, 0, Optional.empty());
  }
}
