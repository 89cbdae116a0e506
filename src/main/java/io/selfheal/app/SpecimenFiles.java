package io.selfheal.app;

import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Specimens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that were named, those of a folder among them, and why some are not read. */
record SpecimenFiles(List<Specimen> specimens, List<String> unread) {
  static SpecimenFiles of(List<Path> named) {
    SpecimenFiles found = new SpecimenFiles(new ArrayList<>(), new ArrayList<>());
    named.forEach(found::add);
    return found;
  }

  /** What was read, and what was not even begun. */
  Diagnosis with(Diagnosis diagnosis) {
    return diagnosis.alsoUnread(unread);
  }

  private void add(Path path) {
    try {
      if (Files.isDirectory(path)) {
        inside(path).forEach(this::add);
      } else if (Files.exists(path) && !Files.isRegularFile(path)) {
        unread(path, "it is no file, and can be read only once at best; copy it into one");
      } else {
        Specimens.of(path)
            .ifPresentOrElse(this::add, () -> unread(path, "it is nothing that can be read here"));
      }
    } catch (NoSuchFileException e) {
      unread(path, "there is no such file");
    } catch (IOException e) {
      unread(path, String.valueOf(e.getMessage()));
    }
  }

  /** What was written about evidence is none. */
  private void add(Specimen specimen) {
    if (!specimen.kind().written()) {
      specimens.add(specimen);
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void unread(Path path, String why) {
    unread.add("Cannot read %s: %s".formatted(path, why));
  }
}
