package io.selfheal.sandbox.drive;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file or folder of the sandbox's Drive.
 *
 * @param path the names of its folders below the root and its own, for people
 * @param content empty for a folder
 */
public record SandboxDriveFile(
    Entry entry,
    List<String> path,
    Map<String, String> appProperties,
    Optional<Content> content,
    State state) {
  /** What every file and folder is made with. */
  public record Entry(String id, String name, String mimeType, String parent, String description) {}

  /** No two were created at the same time, as far as it is told. */
  record State(Instant created, boolean trashed) {}

  /** The bytes, and what Drive computes from them. */
  public record Content(Path file, long bytes, String sha256, String md5) {}

  public SandboxDriveFile {
    path = List.copyOf(path);
    appProperties = Map.copyOf(appProperties);
  }

  public String id() {
    return entry.id();
  }

  public String name() {
    return entry.name();
  }

  public String description() {
    return entry.description();
  }

  boolean trashed() {
    return state.trashed();
  }

  SandboxDriveFile inTrash() {
    return new SandboxDriveFile(
        entry, path, appProperties, content, new State(state.created(), true));
  }

  boolean folder() {
    return content.isEmpty();
  }
}
