package io.selfheal.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What lies in the folder of a {@link LocalDumpStore}. Links are not followed. */
record LocalFiles(Path root) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Namespace, workload, day, incident, file. */
  private static final int DEPTH = 5;

  /** How many folders above a file go when they are empty: the incident's, and its day's. */
  private static final int OWN_FOLDERS = 2;

  List<StoredFile> all() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<StoredFile> found = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(root.toRealPath(), DEPTH)) {
      for (Path file : (Iterable<Path>) paths::iterator) {
        ours(file).ifPresent(found::add);
      }
    }
    return found;
  }

  void remove(List<StoredFile> files) throws IOException {
    Path real = root.toRealPath();
    for (StoredFile stored : files) {
      Path file = real.resolve(stored.place());
      if (isBelow(real, file) && ours(file).isPresent()) {
        Files.deleteIfExists(file);
        Files.deleteIfExists(new LocalPlace(file).properties());
        removeEmpty(file);
      }
    }
  }

  /** And not by way of a link. */
  private static boolean isBelow(Path real, Path file) throws IOException {
    return file.startsWith(real) && Files.exists(file) && file.toRealPath().equals(file);
  }

  private Optional<StoredFile> ours(Path file) throws IOException {
    Path properties = new LocalPlace(file).properties();
    if (!isFile(file) || !isFile(properties)) {
      return Optional.empty();
    }
    String place = root.toRealPath().relativize(file).toString();
    return StoredFile.of(place, read(properties), Files.size(file));
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Map<String, String> read(Path properties) throws IOException {
    Map<String, String> read = new HashMap<>();
    try {
      JsonNode json = JSON.readTree(properties.toFile());
      json.properties().forEach(field -> read.put(field.getKey(), field.getValue().asText()));
    } catch (JsonProcessingException e) {
      return Map.of();
    }
    return read;
  }

  private static void removeEmpty(Path file) throws IOException {
    Path folder = file.getParent();
    try {
      for (int i = 0; i < OWN_FOLDERS; i++) {
        Files.delete(folder);
        folder = folder.getParent();
      }
    } catch (DirectoryNotEmptyException e) {
      return;
    }
  }
}
