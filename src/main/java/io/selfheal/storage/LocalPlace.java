package io.selfheal.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Where one content goes in a folder: under its name, or under a longer one if that is taken. */
record LocalPlace(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HASH_DIGITS = 8;

  /** The first place that is free, or that holds this very content already. */
  static LocalPlace find(Path folder, String name, Upload.Content content) throws IOException {
    int tries = 0;
    LocalPlace place = new LocalPlace(folder.resolve(name));
    while (!place.free() && !place.holds(content)) {
      tries++;
      String longer = suffixed(name, content.sha256().substring(0, HASH_DIGITS), tries);
      place = new LocalPlace(folder.resolve(longer));
    }
    return place;
  }

  /** No file of the store begins with a dot, so that this one is nobody's. */
  Path part() {
    return file.resolveSibling("." + file.getFileName() + ".part");
  }

  /** Writes the properties next to the file, unless something is there. */
  void describe(Upload upload) throws IOException {
    if (Files.exists(properties())) {
      return;
    }
    Map<String, Object> all = new TreeMap<>(upload.properties());
    all.put("bytes", upload.content().bytes());
    all.put("sha256", upload.content().sha256());
    all.put("description", upload.description());
    Files.deleteIfExists(part());
    try (FileChannel channel = Disk.create(part())) {
      ByteBuffer json =
          ByteBuffer.wrap(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
      while (json.hasRemaining()) {
        channel.write(json);
      }
      channel.force(true);
    }
    Disk.rename(part(), properties());
    Disk.sync(file.getParent());
  }

  Path properties() {
    return file.resolveSibling(file.getFileName() + ".json");
  }

  private boolean free() {
    return !Files.exists(file) && !Files.exists(properties());
  }

  private boolean holds(Upload.Content content) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) == content.bytes()
        && Checksum.SHA256.of(file).equals(content.sha256());
  }

  private static String suffixed(String name, String hash, int tries) {
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String extension = dot < 0 ? "" : name.substring(dot);
    return stem + "-" + hash + (tries == 1 ? "" : "-" + tries) + extension;
  }
}
