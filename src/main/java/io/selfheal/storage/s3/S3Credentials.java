package io.selfheal.storage.s3;

import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A key pair out of a file as {@code aws configure} writes it, read at each use. Neither half, nor
 * the session's token, shows in {@link #toString}.
 */
record S3Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
  /** The line of a profile reads as a key without a value, so the last of several profiles wins. */
  static S3Credentials read(Path file) throws StorageException {
    Properties read = new Properties();
    try {
      read.load(new StringReader(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    String accessKey = read.getProperty("aws_access_key_id", "").strip();
    String secretKey = read.getProperty("aws_secret_access_key", "").strip();
    if (accessKey.isEmpty() || secretKey.isEmpty()) {
      throw unusable(file, "it lacks aws_access_key_id or aws_secret_access_key");
    }
    return new S3Credentials(
        accessKey, secretKey, Optional.ofNullable(read.getProperty("aws_session_token")));
  }

  private static StorageException unusable(Path file, String why) {
    return new StorageException(
        Reason.UNAUTHORIZED,
        "Cannot log in to the bucket with "
            + file
            + ": "
            + why
            + "; look at store.s3.credentialsFile");
  }

  @Override
  public String toString() {
    return "S3Credentials";
  }
}
