package io.selfheal.response;

import io.selfheal.evidence.ArtefactState;
import io.selfheal.incident.Incident;
import io.selfheal.storage.StoredFile;
import java.time.Instant;
import java.util.List;

/** What a store keeps of one incident. */
record Kept(Incident incident, List<StoredFile> files) {
  Kept {
    files = List.copyOf(files);
  }

  long bytes() {
    return files.stream().mapToLong(StoredFile::bytes).sum();
  }

  Instant opened() {
    return incident.origin().receivedAt();
  }

  List<String> places() {
    return files.stream().map(StoredFile::place).toList();
  }

  /** Nobody works on it any more, and nothing of it is still to come. */
  boolean settled() {
    return incident.closed()
        && incident.artefacts().stream()
            .noneMatch(artefact -> artefact.state() == ArtefactState.VERIFIED);
  }
}
