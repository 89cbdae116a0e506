package io.selfheal.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file for the store.
 *
 * @param folder the folders below the root, from the top: namespace, workload, yyyy-MM-dd
 * @param content what must arrive
 * @param properties to find it by: incident, pod, rule, sha256
 */
public record Upload(
    List<String> folder, String fileName, Content content, Map<String, String> properties) {
  /** The file in the spool; the hash is 64 hexadecimal digits. */
  public record Content(Path file, long bytes, String sha256) {}

  public Upload {
    folder = List.copyOf(folder);
    properties = Map.copyOf(properties);
  }
}
