package io.selfheal.storage;

import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts a small file into a store and takes it out again, to see that this can be done. */
public final class StoreProbe {
  private static final String NAME = "self-heal-doctor";
  private static final byte[] CONTENT =
      "Made by self-heal doctor, which removes it; so may you.\n".getBytes(StandardCharsets.UTF_8);

  private StoreProbe() {}

  public static void run(DumpArchive store) throws StorageException, InterruptedException {
    try {
      Path file = Files.createTempFile(NAME, ".txt");
      try {
        Files.write(file, CONTENT);
        store.tryOut(upload(file));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new StorageException(
          Reason.SPOOL_UNREADABLE,
          "Cannot make a file to try the store with: "
              + e.getClass().getSimpleName()
              + "; make the folder for temporary files writable",
          e);
    }
  }

  private static Upload upload(Path file) throws IOException {
    String incident = NAME + "-" + UUID.randomUUID();
    return new Upload(
        List.of(NAME, incident),
        NAME + ".txt",
        new Upload.Content(file, CONTENT.length, Checksum.SHA256.of(file)),
        "Made by self-heal doctor, which removes it",
        Map.of(Upload.INCIDENT, incident));
  }
}
