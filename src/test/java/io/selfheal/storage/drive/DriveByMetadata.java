package io.selfheal.storage.drive;

import io.selfheal.sandbox.drive.SandboxDrive;
import io.selfheal.storage.DriveConfig;
import io.selfheal.storage.RememberedProgress;
import io.selfheal.storage.SpoolFiles;
import io.selfheal.storage.Upload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A process of its own, in an environment that has a metadata server and no credentials. */
final class DriveByMetadata {
  private DriveByMetadata() {}

  /** Puts one file into Drive, and says where it is. */
  public static void main(String[] args) throws Exception {
    DriveConfig config = new DriveConfig(args[1], Optional.empty(), URI.create(args[0]));
    Path file = Path.of(args[2]);
    Upload upload =
        new SpoolFiles(file.getParent())
            .upload(SpoolFiles.FOLDER, "threads.txt", Files.readAllBytes(file));
    System.out.println(
        new DriveDumpStore(config, Clock.systemUTC()).put(upload, new RememberedProgress()));
  }

  static Process start(SandboxDrive drive, Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder process =
        new ProcessBuilder(
            java,
            "-Xmx128m",
            "-Duser.home=" + file.getParent(),
            "-cp",
            System.getProperty("java.class.path"),
            DriveByMetadata.class.getName(),
            drive.apiUrl().toString(),
            drive.rootFolder(),
            file.toString());
    process.environment().remove("GOOGLE_APPLICATION_CREDENTIALS");
    process.environment().put("CLOUDSDK_CONFIG", file.getParent().toString());
    process.environment().put("GCE_METADATA_HOST", drive.apiUrl().getAuthority());
    return process.redirectErrorStream(true).start();
  }
}
