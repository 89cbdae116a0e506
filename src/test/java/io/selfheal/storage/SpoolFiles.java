package io.selfheal.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes uploads out of files in a folder, as the spool would hold them. */
public final class SpoolFiles {
  public static final List<String> FOLDER =
      List.of("shop", "pay-accept", "2026-11-21", "024512-JvmMemoryHigh-pay-accept-7");
  public static final String PATH = String.join("/", FOLDER);
  public static final String INCIDENT = "20261121T024512-6f1c2a9b";

  private final Path folder;
  private int files;

  public SpoolFiles(Path folder) {
    this.folder = folder;
  }

  public Upload upload(String fileName, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return upload(FOLDER, fileName, content);
  }

  public Upload upload(List<String> into, String fileName, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("spooled-" + files++), content);
    String sha256 = Checksum.SHA256.of(file);
    return new Upload(
        into,
        fileName,
        new Upload.Content(file, content.length, sha256),
        "Heap dump of shop/pay-accept-7",
        Map.of(Upload.INCIDENT, INCIDENT, "pod", "pay-accept-7", "rule", "memory"));
  }
}
