package io.selfheal.storage.drive;

import com.google.api.services.drive.DriveScopes;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the account at each use, so that a rotated file works without a restart. The scope is all
 * of Drive: the narrower one does not see a folder that people made.
 */
record DriveCredentials(Optional<Path> file) {
  private static final String DOING = "log in to Drive";

  HttpCredentialsAdapter load() throws DriveTrouble {
    GoogleCredentials credentials =
        found().createScoped(DriveScopes.DRIVE).createWithCustomRetryStrategy(false);
    try {
      credentials.refreshIfExpired();
    } catch (IOException e) {
      throw DriveTrouble.unreachable(DOING, e);
    }
    return new HttpCredentialsAdapter(credentials);
  }

  private GoogleCredentials found() throws DriveTrouble {
    if (file.isEmpty()) {
      return ofEnvironment();
    }
    try (InputStream in = Files.newInputStream(file.get())) {
      return GoogleCredentials.fromStream(in);
    } catch (IOException | RuntimeException e) {
      String why = e.getClass().getSimpleName() + " while reading " + file.get();
      throw DriveTrouble.unauthorized(DOING, why, null);
    }
  }

  private static GoogleCredentials ofEnvironment() throws DriveTrouble {
    try {
      return GoogleCredentials.getApplicationDefault();
    } catch (IOException e) {
      throw DriveTrouble.unauthorized(DOING, "the environment offers no Google account", e);
    }
  }
}
