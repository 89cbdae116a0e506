package io.selfheal.reliability.matrix;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.incident.Incident;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps files by name; has the caller remember a session before the first byte, as Drive does. */
final class SimulatedStore implements DumpStore {
  private final Map<String, String> files = new HashMap<>();

  @Override
  public URI put(Upload upload, UploadProgress progress) throws StorageException {
    String content = read(upload);
    if (progress.session().isEmpty()) {
      progress.remember(Optional.of("session of " + nameOf(upload)));
    }
    files.put(nameOf(upload), content);
    return URI.create("https://store.example/" + nameOf(upload));
  }

  private static String nameOf(Upload upload) {
    return upload.properties().get(Upload.INCIDENT) + "/" + upload.fileName();
  }

  private static String read(Upload upload) throws StorageException {
    try {
      return Files.readString(upload.content().file());
    } catch (IOException e) {
      throw new StorageException(
          StorageException.Reason.SPOOL_UNREADABLE, "Cannot read the spool file", e);
    }
  }

  /** One that tells of each file of its incident by the hash that is on record. */
  boolean hasManifest(Incident incident) {
    String manifest = files.getOrDefault(manifestOf(incident), "");
    return incident.artefacts().stream()
        .filter(artefact -> artefact.kind() != ArtefactKind.MANIFEST)
        .map(artefact -> artefact.content().map(Artefact.Content::sha256))
        .allMatch(sha256 -> manifest.contains(sha256.orElse("\"outcome\" : \"failed\"")));
  }

  /** One that was written of all that was taken, where anything was. */
  boolean hasReport(Incident incident) {
    long read =
        incident.artefacts().stream()
            .filter(artefact -> !artefact.kind().written() && artefact.content().isPresent())
            .count();
    return read == 0
        || files.getOrDefault(incident.id() + "/report.html", "").contains(read + " files");
  }

  private static String manifestOf(Incident incident) {
    return incident.id() + "/manifest.json";
  }

  boolean has(String content) {
    return files.containsValue(content);
  }
}
