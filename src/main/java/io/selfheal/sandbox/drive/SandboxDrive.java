package io.selfheal.sandbox.drive;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Google Drive on loopback: one shared drive with one folder in it, resumable uploads, checksums,
 * a service account of its own, and faults on demand. The bytes lie on disk; what it knows of them
 * is gone with the process.
 */
public final class SandboxDrive implements AutoCloseable {
  private static final String ROOT = "sandbox-root";
  private static final String SHARED_DRIVE = "sandbox-shared-drive";
  private static final String LOOPBACK = "127.0.0.1";

  private final Javalin server;
  private final SandboxDriveAccount account = new SandboxDriveAccount();
  private final SandboxDriveFiles files = new SandboxDriveFiles(ROOT);
  private final SandboxDriveFaults faults = new SandboxDriveFaults();
  private final SandboxDriveUploads uploads;
  private final Path credentialsFile;

  private SandboxDrive(Path folder) throws IOException {
    SandboxDriveJson json = new SandboxDriveJson(this::apiUrl, SHARED_DRIVE, faults);
    uploads = new SandboxDriveUploads(folder, files, faults);
    server =
        Javalin.start(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.startupWatcherEnabled = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.jetty.host = LOOPBACK;
              config.jetty.port = 0;
              new SandboxDriveRoutes(account, files, uploads, faults, json).addTo(config.routes);
            });
    credentialsFile = folder.resolve("credentials.json");
    account.writeKey(credentialsFile, apiUrl().resolve("token"));
  }

  /** Starts on a free port, and keeps its files in the folder. */
  public static SandboxDrive start(Path folder) throws IOException {
    return new SandboxDrive(Files.createDirectories(folder));
  }

  public URI apiUrl() {
    return URI.create("http://" + LOOPBACK + ":" + server.port() + "/");
  }

  /** The id for {@code store.drive.rootFolder}. */
  public String rootFolder() {
    return ROOT;
  }

  /** A service account's key file, for {@code store.drive.credentialsFile}. */
  public Path credentialsFile() {
    return credentialsFile;
  }

  /** The complete files, without folders, the oldest first. */
  public List<SandboxDriveFile> files() {
    return files.find(file -> !file.folder());
  }

  public List<SandboxDriveFile> folders() {
    return files.find(SandboxDriveFile::folder);
  }

  public SandboxDriveFaults faults() {
    return faults;
  }

  /** As Drive does after a week. */
  public void expireSessions() {
    uploads.expireAll();
  }

  public void revokeTokens() {
    account.revokeTokens();
  }

  SandboxDriveUploads uploads() {
    return uploads;
  }

  /** As if somebody had put it into the trash and emptied that. */
  public void remove(String id) {
    files.remove(id);
  }

  @Override
  public void close() {
    server.stop();
  }
}
