package io.selfheal.sandbox.drive;

import java.nio.file.Path;
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
    Entry entry, List<String> path, Map<String, String> appProperties, Optional<Content> content) {
  /** What every file and folder has. */
  public record Entry(String id, String name, String mimeType, String parent) {}

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

  boolean folder() {
    return content.isEmpty();
  }
}
