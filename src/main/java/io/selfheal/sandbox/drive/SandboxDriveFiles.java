package io.selfheal.sandbox.drive;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Everything that the sandbox's Drive holds, in the order of its creation. */
final class SandboxDriveFiles {
  static final String FOLDER = "application/vnd.google-apps.folder";

  private final Map<String, SandboxDriveFile> files = new LinkedHashMap<>();
  private final Set<String> usedIds = new HashSet<>();
  private Instant newest = Instant.EPOCH;

  SandboxDriveFiles(String root) {
    SandboxDriveFile.Entry entry = new SandboxDriveFile.Entry(root, "self-heal", FOLDER, "", "");
    files.put(
        root, new SandboxDriveFile(entry, List.of(), Map.of(), Optional.empty(), newState(false)));
  }

  synchronized SandboxDriveFile get(String id) {
    return Optional.ofNullable(files.get(id)).orElseThrow(SandboxDriveException::notFound);
  }

  synchronized boolean has(String id) {
    return files.containsKey(id);
  }

  /** An id is good for one file, even when that is removed. */
  synchronized void requireUnused(String id) {
    if (usedIds.contains(id)) {
      throw new SandboxDriveException(409, "fileIdInUse");
    }
  }

  synchronized List<SandboxDriveFile> find(Predicate<SandboxDriveFile> wanted) {
    return files.values().stream().filter(wanted).toList();
  }

  /** With all that lies in it. */
  synchronized SandboxDriveFile moveToTrash(String id) {
    SandboxDriveFile trashed = get(id).inTrash();
    files.put(id, trashed);
    find(file -> file.entry().parent().equals(id)).forEach(file -> moveToTrash(file.id()));
    return trashed;
  }

  synchronized SandboxDriveFile add(
      SandboxDriveFile.Entry entry,
      Map<String, String> properties,
      Optional<SandboxDriveFile.Content> content) {
    requireUnused(entry.id());
    SandboxDriveFile parent = get(entry.parent());
    List<String> path = new ArrayList<>(parent.path());
    path.add(entry.name());
    SandboxDriveFile file =
        new SandboxDriveFile(entry, path, properties, content, newState(parent.trashed()));
    files.put(file.id(), file);
    usedIds.add(file.id());
    return file;
  }

  private SandboxDriveFile.State newState(boolean trashed) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    newest = now.isAfter(newest) ? now : newest.plusMillis(1);
    return new SandboxDriveFile.State(newest, trashed);
  }

  /** With all that lies in it, as it looks to those who search. */
  synchronized void remove(String id) {
    files.remove(id);
    find(file -> file.entry().parent().equals(id)).forEach(file -> remove(file.id()));
  }
}
