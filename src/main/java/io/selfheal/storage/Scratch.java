package io.selfheal.storage;

import java.util.Optional;

/** Progress for as long as the process lasts: for what nobody goes on with later. */
public final class Scratch implements UploadProgress {
  private Optional<String> session = Optional.empty();

  @Override
  public Optional<String> session() {
    return session;
  }

  @Override
  public void remember(Optional<String> known) {
    session = known;
  }
}
