package io.selfheal.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret in a file. It is looked at on every use and read again when it has changed, so that a
 * rotation needs no restart. A file that is gone, unreadable or empty admits nobody.
 */
public final class SecretFile {
  private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
  private static final long MOST_BYTES = 16 * 1024;

  private final Path path;
  private volatile Read last = new Read(Version.NEVER, Optional.empty(), "");

  /** What tells one content of the file from the next: a swapped mount changes all three. */
  private record Version(FileTime modified, long bytes, String key) {
    static final Version NEVER = new Version(FileTime.fromMillis(0), -1, "");
  }

  private record Read(Version version, Optional<String> secret, String trouble) {
    @Override
    public String toString() {
      return "Read[trouble=" + trouble + "]";
    }
  }

  public SecretFile(Path path) {
    this.path = path;
  }

  /** The secret without the white space around it; empty when there is none to be had. */
  public Optional<String> secret() {
    return newest().secret();
  }

  /** Why there is no secret to be had; empty text when all is well. */
  public String trouble() {
    return newest().trouble();
  }

  private Read newest() {
    Read before = last;
    Read now = read(before);
    if (!now.trouble().isEmpty() && !now.trouble().equals(before.trouble())) {
      LOG.atWarn().addKeyValue("why", now.trouble()).log("A credential cannot be used");
    }
    last = now;
    return now;
  }

  private Read read(Read before) {
    try {
      Version version = version();
      return version.equals(before.version()) ? before : content(version);
    } catch (NoSuchFileException e) {
      return failed(Version.NEVER, "there is no such file");
    } catch (IOException e) {
      return failed(Version.NEVER, e.getClass().getSimpleName());
    }
  }

  private Version version() throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new Version(
        attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
  }

  private Read content(Version version) throws IOException {
    if (version.bytes() > MOST_BYTES) {
      return failed(version, "it is larger than " + MOST_BYTES + " bytes");
    }
    String secret = new String(Files.readAllBytes(path), StandardCharsets.UTF_8).strip();
    return secret.isEmpty()
        ? failed(version, "it is empty")
        : new Read(version, Optional.of(secret), "");
  }

  private Read failed(Version version, String why) {
    String trouble =
        "Cannot read the secret in " + path + ": " + why + "; put it there, readable for us";
    return new Read(version, Optional.empty(), trouble);
  }
}
