package io.selfheal.storage;

/** Where evidence is kept for people. */
public interface DumpStore {
  /**
   * Brings a file into the store, or finds that it is there already. May be called again after any
   * failure.
   *
   * @param progress remembers where an unfinished upload can go on, across restarts
   * @return what the store holds, its size and checksum equal to ours
   */
  StoredFile put(Upload upload, UploadProgress progress)
      throws StorageException, InterruptedException;

  /** Throws with the reason and the mend when the store cannot be written. */
  void check() throws StorageException;
}
