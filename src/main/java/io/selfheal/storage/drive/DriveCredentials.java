package io.selfheal.storage.drive;

import com.google.api.services.drive.DriveScopes;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.GoogleCredentials;
import io.selfheal.storage.Checksum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the account at each use, so that a rotated file works without a restart; as long as the
 * file is the same, so is the access token, until that expires. The scope is all of Drive: the
 * narrower one does not see a folder that people made.
 */
final class DriveCredentials {
  private static final String DOING = "log in to Drive";

  private final Optional<Path> file;
  private final HttpTransportFactory transports;
  private String known = "";
  private GoogleCredentials credentials;

  /**
   * @param transports to where Google gives tokens
   */
  DriveCredentials(Optional<Path> file, HttpTransportFactory transports) {
    this.file = file;
    this.transports = transports;
  }

  synchronized HttpCredentialsAdapter load() throws DriveTrouble {
    read();
    try {
      credentials.refreshIfExpired();
    } catch (IOException e) {
      throw DriveTrouble.unreachable(DOING, e);
    }
    return new HttpCredentialsAdapter(credentials);
  }

  private void read() throws DriveTrouble {
    if (file.isPresent()) {
      readFile(file.get());
    } else if (credentials == null) {
      credentials = scoped(ofEnvironment());
    }
  }

  private void readFile(Path path) throws DriveTrouble {
    try {
      byte[] text = Files.readAllBytes(path);
      String sha256 = Checksum.SHA256.of(text);
      if (!sha256.equals(known)) {
        credentials =
            scoped(GoogleCredentials.fromStream(new ByteArrayInputStream(text), transports));
        known = sha256;
      }
    } catch (IOException | RuntimeException e) {
      String why = e.getClass().getSimpleName() + " while reading " + path;
      throw DriveTrouble.unauthorized(DOING, why, null);
    }
  }

  private static GoogleCredentials scoped(GoogleCredentials found) {
    return found.createScoped(DriveScopes.DRIVE).createWithCustomRetryStrategy(false);
  }

  private static GoogleCredentials ofEnvironment() throws DriveTrouble {
    try {
      return GoogleCredentials.getApplicationDefault();
    } catch (IOException e) {
      throw DriveTrouble.unauthorized(DOING, "the environment offers no Google account", e);
    }
  }
}
