package io.selfheal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder on a real disk (below target) that ends with the measurement. */
record Scratch(Path folder) implements AutoCloseable {
  static Scratch create() throws IOException {
    Path above = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
    return new Scratch(Files.createTempDirectory(above, "run-"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
