package io.selfheal.doctor;

import io.selfheal.storage.SpoolConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether evidence can be written, and whether its volume has the room that the quota promises. */
public final class SpoolExamination implements Examination {
  private static final String SPOOL = "spool";

  private final SpoolConfig config;
  private final Optional<String> refusal;

  /**
   * @param refusal why {@code serve} would not start with this folder, as one of our messages
   */
  public SpoolExamination(SpoolConfig config, Optional<String> refusal) {
    this.config = config;
    this.refusal = refusal;
  }

  @Override
  public String check() {
    return SPOOL;
  }

  @Override
  public List<Finding> findings() {
    return List.of(refusal.map(why -> Finding.failed(SPOOL, why)).orElseGet(this::room));
  }

  private Finding room() {
    try {
      FolderProbe.write(config.folder());
      long free = Files.getFileStore(config.folder()).getUsableSpace();
      long room = free + used(config.folder());
      String says =
          "%s: room for %d MiB, of a quota of %d MiB"
              .formatted(config.folder(), room >> 20, config.quota() >> 20);
      return room < config.quota()
          ? Finding.warning(SPOOL, says, "enlarge its volume, or lower spool.quota")
          : Finding.ok(SPOOL, says);
    } catch (IOException e) {
      return Finding.failed(
          SPOOL,
          "Cannot write to " + config.folder() + ": " + e.getClass().getSimpleName(),
          "make it writable, or name another spool.folder");
    }
  }

  private static long used(Path folder) throws IOException {
    long used = 0;
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        used += Files.isRegularFile(path) ? path.toFile().length() : 0;
      }
    }
    return used;
  }
}
