package io.selfheal.storage;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.lock.HeldException;
import io.selfheal.lock.LockFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Evidence on the local disk, {@code <folder>/<incident>/<file>}, until the store has it. What has
 * its name there is complete and survives a crash; what a crash left unfinished is removed at the
 * next start.
 */
public final class LocalSpool implements Spool {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
  static final String PART = ".part";
  private static final String LOCK = ".lock";

  private final Path folder;
  private final BlockSize block;
  private final SpoolQuota quota;
  private final AtomicLong parts = new AtomicLong();

  private LocalSpool(Path folder, BlockSize block, SpoolQuota quota) {
    this.folder = folder;
    this.block = block;
    this.quota = quota;
  }

  /**
   * Keeps other responders off the folder: they would take its files for their own, and each of
   * them the other for one that is gone.
   */
  public static LockFile lock(SpoolConfig config) throws IOException {
    Path folder = config.folder().toAbsolutePath();
    Disk.createFolders(folder);
    try {
      return LockFile.take(folder.toRealPath().resolve(LOCK));
    } catch (HeldException e) {
      throw new IOException(
          "Cannot use the spool %s: %s; stop that one first, or give each a spool.folder of its own"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  public static LocalSpool open(SpoolConfig config) throws IOException {
    Path folder = config.folder().toAbsolutePath();
    Disk.createFolders(folder);
    long used = 0;
    for (Path file : filesBelow(folder)) {
      if (file.toString().endsWith(PART)) {
        Files.delete(file);
      } else {
        used += Files.size(file);
      }
    }
    return new LocalSpool(folder, BlockSize.of(folder), new SpoolQuota(config, used));
  }

  @Override
  public synchronized SpoolFile create(String incidentId, String fileName) throws IOException {
    Path file = file(incidentId, fileName);
    Disk.createFolders(file.getParent());
    Path part = file.resolveSibling(fileName + "." + parts.incrementAndGet() + PART);
    return new LocalSpoolFile(part, file, Disk.create(part, block.options()), block, quota);
  }

  /** Where a committed file lies; nothing is there while it is unfinished. */
  public Path file(String incidentId, String fileName) {
    requireName(incidentId, "an incident's folder");
    requireName(fileName, "a file");
    return folder.resolve(incidentId).resolve(fileName);
  }

  /** Whether a committed file is there with the very content that was recorded. */
  public boolean holds(String incidentId, String fileName, Artefact.Content content) {
    Path file = file(incidentId, fileName);
    try {
      return Files.exists(file)
          && Files.size(file) == content.bytes()
          && Checksum.SHA256.of(file).equals(content.sha256());
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes room once the store has the file; one that is gone already is fine. */
  public synchronized void delete(String incidentId, String fileName) throws IOException {
    Path file = file(incidentId, fileName);
    long bytes = Files.exists(file) ? Files.size(file) : 0;
    if (Files.deleteIfExists(file)) {
      quota.give(bytes);
    }
    removeIfEmpty(file.getParent());
  }

  /** What is committed here; anything that this spool cannot have written is passed over. */
  public List<SpooledFile> files() throws IOException {
    return filesBelow(folder).stream().map(folder::relativize).flatMap(LocalSpool::ours).toList();
  }

  private static Stream<SpooledFile> ours(Path place) {
    String incident = place.getName(0).toString();
    String file = place.getFileName().toString();
    boolean named = place.getNameCount() == 2 && isName(incident) && isName(file);
    return named ? Stream.of(new SpooledFile(incident, file)) : Stream.empty();
  }

  /** Whether there is room for what may be as large as a heap, and still for all that is small. */
  public boolean takesLarge() {
    return quota.takesLarge();
  }

  /** In bytes, the unfinished files included. */
  public long used() {
    return quota.used();
  }

  private static List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static void removeIfEmpty(Path incident) throws IOException {
    try {
      Files.deleteIfExists(incident);
    } catch (DirectoryNotEmptyException e) {
      return;
    }
  }

  private static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.endsWith(PART);
  }

  private static void requireName(String name, String what) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "Cannot name "
              + what
              + " of the spool: letters, digits, '.', '_' and '-' only, no leading '.', no ending "
              + PART);
    }
  }
}
