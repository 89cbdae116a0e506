package io.selfheal.storage.drive;

import com.google.api.services.drive.model.File;
import io.selfheal.storage.StoredFile;
import io.selfheal.storage.Upload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies in Drive below our root. One search finds all that is ours, folders too; whether it
 * lies below the root is told by the folders that it lies in, so that only those made by people are
 * asked for one by one.
 */
final class DriveFiles {
  /** No tree of ours is deeper; a loop would be. */
  private static final int DEEPEST = 20;

  /** Somebody may be about to put the folder of a new incident into that of its day. */
  private static final Duration DAY_IN_USE = Duration.ofDays(2);

  private static final String DOING = "see where a file of Drive lies";

  private final DriveApi api;
  private final DriveFolder root;
  private final Clock clock;
  private final List<File> files = new ArrayList<>();
  private final Map<String, Optional<String>> parents = new HashMap<>();

  DriveFiles(DriveApi api, DriveFolder root, Clock clock) {
    this.api = api;
    this.root = root;
    this.clock = clock;
  }

  List<StoredFile> all() throws DriveTrouble {
    api.ours(root.drive(), this::sort);
    List<StoredFile> below = new ArrayList<>();
    for (File file : files) {
      Optional<StoredFile> stored = stored(file);
      if (stored.isPresent() && isBelowRoot(file)) {
        below.add(stored.get());
      }
    }
    return below;
  }

  /** The files, and the folder of their incident and its day when nothing else lies there. */
  void remove(List<StoredFile> gone) throws DriveTrouble, InterruptedException {
    for (StoredFile stored : gone) {
      Optional<File> file = api.file(stored.place(), DOING);
      if (file.flatMap(DriveFiles::stored).isPresent() && isBelowRoot(file.get())) {
        api.moveToTrash(stored.place(), "move a file of Drive into the trash");
        removeEmpty(file.flatMap(DriveFiles::parent).orElseThrow());
      }
    }
  }

  private void removeEmpty(String incidentFolder) throws DriveTrouble, InterruptedException {
    Optional<String> day = parentOf(incidentFolder);
    if (removedIfEmpty(incidentFolder, Duration.ZERO) && day.isPresent()) {
      removedIfEmpty(day.get(), DAY_IN_USE);
    }
  }

  private boolean removedIfEmpty(String id, Duration inUse)
      throws DriveTrouble, InterruptedException {
    Optional<File> folder = api.file(id, DOING).filter(found -> mayGo(found, inUse));
    boolean goes = folder.isPresent() && api.isEmpty(new DriveFolder(id, root.drive()));
    if (goes) {
      api.moveToTrash(id, "move an empty folder of Drive into the trash");
    }
    return goes;
  }

  private boolean mayGo(File folder, Duration inUse) {
    long created = folder.getCreatedTime() == null ? 0 : folder.getCreatedTime().getValue();
    boolean old = !clock.instant().isBefore(Instant.ofEpochMilli(created).plus(inUse));
    return old && ours(folder) && !folder.getId().equals(root.id());
  }

  private void sort(File file) {
    if (DriveApi.FOLDER.equals(file.getMimeType())) {
      parents.put(file.getId(), parent(file));
    } else {
      files.add(file);
    }
  }

  private boolean isBelowRoot(File file) throws DriveTrouble {
    Optional<String> above = parent(file);
    for (int i = 0; i < DEEPEST && above.isPresent(); i++) {
      if (above.get().equals(root.id())) {
        return true;
      }
      above = parentOf(above.get());
    }
    return false;
  }

  private Optional<String> parentOf(String folder) throws DriveTrouble {
    if (!parents.containsKey(folder)) {
      parents.put(folder, api.file(folder, DOING).flatMap(DriveFiles::parent));
    }
    return parents.get(folder);
  }

  private static Optional<StoredFile> stored(File file) {
    long bytes = file.getSize() == null ? 0 : file.getSize();
    return StoredFile.of(file.getId(), properties(file), bytes);
  }

  private static boolean ours(File folder) {
    return Upload.OURS.equals(properties(folder).get(Upload.MARK));
  }

  private static Map<String, String> properties(File file) {
    return file.getAppProperties() == null ? Map.of() : file.getAppProperties();
  }

  private static Optional<String> parent(File file) {
    return Stream.ofNullable(file.getParents()).flatMap(List::stream).findFirst();
  }
}
