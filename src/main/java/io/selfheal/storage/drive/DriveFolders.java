package io.selfheal.storage.drive;

import com.google.api.services.drive.model.File;
import io.selfheal.storage.StorageException.Reason;
import io.selfheal.storage.StoreName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds or creates the folders below the root, one caller at a time. Remembers them, as Drive does
 * not always list a folder that it has just created, and a second one of the same name would be the
 * result: Drive allows that. Whoever creates one while somebody else does so too, in another
 * process, gives way to the older one.
 */
final class DriveFolders {
  private static final int MOST = 1000;
  private static final String DOING = "open the Drive folder";

  private final String root;
  private final Map<List<String>, DriveFolder> known = new ConcurrentHashMap<>();

  DriveFolders(String root) {
    this.root = root;
  }

  synchronized DriveFolder open(DriveApi api, List<String> parts)
      throws DriveTrouble, InterruptedException {
    List<String> path = parts.stream().map(StoreName::of).toList();
    DriveFolder before = known.get(path);
    if (before != null && api.file(before.id(), DOING).isPresent()) {
      return before;
    }
    DriveFolder folder = root(api);
    for (String name : path) {
      folder = below(api, folder, name);
    }
    remember(path, folder);
    return folder;
  }

  /** Throws with the mend when nothing can be put into the root. */
  DriveFolder root(DriveApi api) throws DriveTrouble {
    File file =
        api.file(root, DOING)
            .filter(found -> DriveApi.FOLDER.equals(found.getMimeType()))
            .orElseThrow(
                () -> DriveTrouble.refused(DOING, Reason.NOT_FOUND, "no such folder is visible"));
    if (file.getCapabilities() != null
        && Boolean.FALSE.equals(file.getCapabilities().getCanAddChildren())) {
      throw DriveTrouble.refused(DOING, Reason.FORBIDDEN, "the account may add nothing to it");
    }
    return new DriveFolder(root, Optional.ofNullable(file.getDriveId()));
  }

  private static DriveFolder below(DriveApi api, DriveFolder parent, String name)
      throws DriveTrouble, InterruptedException {
    Optional<DriveFolder> there = oldest(api, parent, name);
    return there.isPresent() ? there.get() : create(api, parent, name);
  }

  /** A twin of ours is empty: nobody puts anything into a folder that is not the oldest. */
  private static DriveFolder create(DriveApi api, DriveFolder parent, String name)
      throws DriveTrouble, InterruptedException {
    DriveFolder ours = api.createFolder(parent, name);
    DriveFolder first = oldest(api, parent, name).orElse(ours);
    if (!first.equals(ours)) {
      api.moveToTrash(ours.id(), "remove a second folder of the same name from Drive");
    }
    return first;
  }

  /** By its time, and of two of one time by its id: all who look choose the same. */
  private static Optional<DriveFolder> oldest(DriveApi api, DriveFolder parent, String name)
      throws DriveTrouble {
    String condition = "mimeType = '" + DriveApi.FOLDER + "' and name = '" + name + "'";
    return api.list(parent, condition).stream()
        .min(Comparator.comparing(DriveFolders::created).thenComparing(File::getId))
        .map(found -> new DriveFolder(found.getId(), parent.drive()));
  }

  private static long created(File folder) {
    return folder.getCreatedTime() == null ? 0 : folder.getCreatedTime().getValue();
  }

  private void remember(List<String> path, DriveFolder folder) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(path, folder);
  }
}
