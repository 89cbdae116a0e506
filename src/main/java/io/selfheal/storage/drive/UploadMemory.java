package io.selfheal.storage.drive;

import io.selfheal.storage.UploadProgress;
import java.util.Optional;

/**
 * What one upload knows of itself. The session is durable before it is used; the file's id outlives
 * a lost session, so that what this session did finish is found instead of doubled.
 */
final class UploadMemory {
  private final UploadProgress progress;
  private Optional<UploadSession> session;
  private Optional<String> fileId;

  UploadMemory(UploadProgress progress, String sha256) {
    this.progress = progress;
    this.session =
        progress
            .session()
            .flatMap(UploadSession::parse)
            .filter(found -> found.sha256().equals(sha256));
    this.fileId = session.map(UploadSession::fileId);
  }

  Optional<UploadSession> session() {
    return session;
  }

  /** The id to begin a new session with, when an earlier one has used it. */
  Optional<String> fileId() {
    return fileId;
  }

  void keep(UploadSession begun) {
    progress.remember(Optional.of(begun.text()));
    session = Optional.of(begun);
    fileId = Optional.of(begun.fileId());
  }

  void forgetSession() {
    session = Optional.empty();
    progress.remember(session.map(UploadSession::text));
  }

  /** The id is spent on a file that will not do. */
  void forgetAll() {
    fileId = Optional.empty();
    forgetSession();
  }
}
