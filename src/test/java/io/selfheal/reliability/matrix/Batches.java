package io.selfheal.reliability.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The batches that broke no promise, a line each, in a file that the next soak goes on with. */
record Batches(Path file) {
  void add(Batch batch) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, batch.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** All of an engine together; the seeds begin at 0 and have no gap. */
  Batch total(String engine) throws IOException {
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.stream()
        .map(Batch::parse)
        .filter(batch -> batch.engine().equals(engine))
        .reduce(Batch.at(engine, 0), Batch::and);
  }
}
