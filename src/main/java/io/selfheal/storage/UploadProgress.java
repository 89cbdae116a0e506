package io.selfheal.storage;

import java.util.Optional;

/** Where an unfinished upload goes on; durable. */
public interface UploadProgress {
  Optional<String> session();

  /**
   * Keeps the session before the first byte is sent; with empty, forgets one that the store no
   * longer knows.
   */
  void remember(Optional<String> session);
}
