package io.selfheal.sandbox.drive;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final SandboxDriveLimit limit = new SandboxDriveLimit();
  private final SandboxDriveFederation federation;
  private final SandboxDriveUploads uploads;
  private final Path credentialsFile;

  private SandboxDrive(Path folder) throws IOException {
    SandboxDriveJson json = new SandboxDriveJson(this::apiUrl, SHARED_DRIVE, faults);
    federation = new SandboxDriveFederation(folder);
    uploads = new SandboxDriveUploads(folder, files, faults);
    server =
        Javalin.start(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.startupWatcherEnabled = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.jetty.host = LOOPBACK;
              config.jetty.port = 0;
              new SandboxDriveRoutes(account, files, uploads, faults, limit, json)
                  .addTo(config.routes);
              new SandboxDriveLogins(account, federation).addTo(config.routes);
            });
    credentialsFile = folder.resolve("credentials.json");
    account.writeKey(credentialsFile, apiUrl().resolve("token"));
    federation.open();
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
    return files.find(file -> !file.folder() && !file.trashed());
  }

  public List<SandboxDriveFile> folders() {
    return files.find(file -> file.folder() && !file.trashed());
  }

  /** Files and folders. */
  public List<SandboxDriveFile> trash() {
    return files.find(SandboxDriveFile::trashed);
  }

  /** From now on writes are refused that come faster than Drive takes them for long. */
  public SandboxDriveLimit limitWrites(Clock clock) {
    return limit.by(clock);
  }

  /** The federation of an outside identity provider with the account, as a file to log in with. */
  public SandboxDriveFederation federation() {
    return federation;
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

  /** A new key in the file; the old one, and what it gave, is good for nothing. */
  public void rotateKey() throws IOException {
    account.renewKey();
    account.revokeTokens();
    account.writeKey(credentialsFile, apiUrl().resolve("token"));
  }

  /** What came of the contents of files, again and again included. */
  public long bytesReceived() {
    return uploads.bytesReceived();
  }

  SandboxDriveUploads uploads() {
    return uploads;
  }

  /** A file that a person puts into a folder, by its path below the root; empty, and not ours. */
  public void putByHand(List<String> folder, String name) {
    SandboxDriveFile parent =
        files.find(file -> file.folder() && !file.trashed() && file.path().equals(folder)).get(0);
    SandboxDriveFile.Entry entry =
        new SandboxDriveFile.Entry(
            "by-hand-" + name, name, "text/plain", parent.id(), "put here by hand");
    files.add(
        entry, Map.of(), Optional.of(new SandboxDriveFile.Content(credentialsFile, 0, "", "")));
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
