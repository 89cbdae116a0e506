package io.selfheal.storage.drive;

import com.google.api.services.drive.model.File;
import io.selfheal.storage.StorageException.Reason;
import io.selfheal.storage.StoreName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds or creates the folders below the root. Remembers them, as Drive does not always list a
 * folder that it has just created, and a second one of the same name would be the result.
 */
final class DriveFolders {
  private static final int MOST = 1000;
  private static final String DOING = "open the Drive folder";

  private final String root;
  private final Map<List<String>, DriveFolder> known = new ConcurrentHashMap<>();

  DriveFolders(String root) {
    this.root = root;
  }

  DriveFolder open(DriveApi api, List<String> parts) throws DriveTrouble {
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
  private DriveFolder root(DriveApi api) throws DriveTrouble {
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
      throws DriveTrouble {
    String condition = "mimeType = '" + DriveApi.FOLDER + "' and name = '" + name + "'";
    List<File> found = api.list(parent, condition);
    return found.isEmpty()
        ? api.createFolder(parent, name)
        : new DriveFolder(found.get(0).getId(), parent.drive());
  }

  private void remember(List<String> path, DriveFolder folder) {
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(path, folder);
  }
}
