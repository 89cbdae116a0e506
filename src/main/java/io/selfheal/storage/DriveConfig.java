package io.selfheal.storage;

import io.selfheal.config.Section;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The section {@code store.drive}.
 *
 * @param rootFolder the folder's id, the last part of its URL
 * @param credentialsFile a service account's key or a workload identity configuration; empty for
 *     what the environment offers (the metadata server)
 * @param apiUrl another one than Google's in tests and in the sandbox
 */
public record DriveConfig(String rootFolder, Optional<Path> credentialsFile, URI apiUrl) {
  private static final URI GOOGLE = URI.create("https://www.googleapis.com/");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
  private static final String EXPECTED_ID =
      "a folder's id: letters, digits, '_' and '-', the last part of the folder's URL";

  static DriveConfig read(Section section) {
    String root = section.requiredString("rootFolder", EXPECTED_ID);
    if (section.has("rootFolder") && !ID.matcher(root).matches()) {
      section.problem("rootFolder", EXPECTED_ID);
    }
    DriveConfig config =
        new DriveConfig(
            root, section.path("credentialsFile"), section.uri("apiUrl").orElse(GOOGLE));
    section.done();
    return config;
  }
}
