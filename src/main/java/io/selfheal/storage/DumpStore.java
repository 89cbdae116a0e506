package io.selfheal.storage;

import java.net.URI;

/** Where evidence is kept for people. */
public interface DumpStore {
  /**
   * Brings a file into the store, or finds that it is there already. May be called again after any
   * failure.
   *
   * @param progress remembers where an unfinished upload can go on, across restarts
   * @return where a person opens what the store holds, its size and checksum equal to ours
   */
  URI put(Upload upload, UploadProgress progress) throws StorageException, InterruptedException;
}
