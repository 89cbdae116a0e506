package io.selfheal.storage;

import java.util.Map;
import java.util.Optional;

/**
 * A file of ours that lies in a store, below our root.
 *
 * @param place by which the store knows it
 * @param incident whose evidence it is
 */
public record StoredFile(String place, String incident, long bytes) {
  /** Of what lies there with these properties; empty for what is not ours. */
  public static Optional<StoredFile> of(String place, Map<String, String> properties, long bytes) {
    String incident = properties.getOrDefault(Upload.INCIDENT, "");
    boolean ours = Upload.OURS.equals(properties.get(Upload.MARK)) && !incident.isBlank();
    return ours ? Optional.of(new StoredFile(place, incident, bytes)) : Optional.empty();
  }
}
