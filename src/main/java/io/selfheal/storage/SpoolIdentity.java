package io.selfheal.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What tells a spool from those of other responders, for as long as its volume lasts: a file beside
 * what it holds.
 */
public final class SpoolIdentity {
  private static final String FILE = ".identity";
  private static final Pattern IDENTITY = Pattern.compile("[0-9a-f-]{36}");

  private SpoolIdentity() {}

  /** Reads it, or gives the spool one. */
  public static String of(SpoolConfig config) throws IOException {
    Path folder = config.folder().toAbsolutePath();
    Disk.createFolders(folder);
    Path file = folder.resolve(FILE);
    String known = Files.exists(file) ? Files.readString(file).strip() : "";
    return IDENTITY.matcher(known).matches() ? known : create(file);
  }

  private static String create(Path file) throws IOException {
    String identity = UUID.randomUUID().toString();
    Path part = file.resolveSibling(FILE + LocalSpool.PART);
    Files.write(part, identity.getBytes(StandardCharsets.UTF_8));
    Disk.rename(part, file);
    return identity;
  }
}
