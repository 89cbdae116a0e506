package io.selfheal.storage;

import java.util.List;

/** A store that also says what it keeps, and can be made to keep less. */
public interface DumpArchive extends DumpStore {
  /** All that is ours, and nothing that people put there or that lies outside of our root. */
  List<StoredFile> stored() throws StorageException, InterruptedException;

  /**
   * Removes files of one incident, and the folders of its own that this leaves empty. One that is
   * gone already is fine.
   */
  void remove(List<StoredFile> files) throws StorageException, InterruptedException;

  /**
   * Puts a file that nobody needs, its checksum as ever equal to ours, and removes it, each tried
   * once.
   */
  default void tryOut(Upload upload) throws StorageException, InterruptedException {
    put(upload, new Scratch());
    String incident = upload.properties().get(Upload.INCIDENT);
    remove(stored().stream().filter(file -> file.incident().equals(incident)).toList());
  }
}
