package io.selfheal.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the session as the ledger does, and all that was said before. */
public final class RememberedProgress implements UploadProgress {
  private final List<Optional<String>> said = new ArrayList<>();

  public static RememberedProgress of(String session) {
    RememberedProgress progress = new RememberedProgress();
    progress.remember(Optional.of(session));
    return progress;
  }

  public List<Optional<String>> said() {
    return said;
  }

  @Override
  public Optional<String> session() {
    return said.isEmpty() ? Optional.empty() : said.get(said.size() - 1);
  }

  @Override
  public void remember(Optional<String> session) {
    said.add(session);
  }
}
