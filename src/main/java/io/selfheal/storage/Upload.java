package io.selfheal.storage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file for the store.
 *
 * @param folder the folders below the root, from the top: namespace, workload, yyyy-MM-dd, and the
 *     incident's own
 * @param content what must arrive
 * @param description a sentence for people, where the store shows one
 * @param properties to find it by: incident, pod, rule, sha256; the mark of what is ours is added
 */
public record Upload(
    List<String> folder,
    String fileName,
    Content content,
    String description,
    Map<String, String> properties) {
  /** The property that everything of ours in a store has, and its value. */
  public static final String MARK = "keptBy";

  public static final String OURS = "self-heal-responder";

  /** The property that says whose evidence it is. */
  public static final String INCIDENT = "incident";

  /** The file in the spool; the hash is 64 hexadecimal digits. */
  public record Content(Path file, long bytes, String sha256) {}

  public Upload {
    folder = List.copyOf(folder);
    Map<String, String> marked = new HashMap<>(properties);
    marked.put(MARK, OURS);
    properties = Map.copyOf(marked);
  }
}
