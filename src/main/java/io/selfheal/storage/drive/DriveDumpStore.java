package io.selfheal.storage.drive;

import io.selfheal.evidence.Pause;
import io.selfheal.storage.DriveConfig;
import io.selfheal.storage.DumpStore;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.net.URI;
import java.time.Clock;
import java.util.Random;

/**
 * Keeps evidence in Google Drive, below one folder, where a team can reach it: {@code
 * <root>/<namespace>/<workload>/<yyyy-MM-dd>/<file>}. An upload that is cut off goes on where it
 * was, after a restart too.
 */
public final class DriveDumpStore implements DumpStore {
  private static final int CHUNK = 8 << 20;

  private final DriveConfig config;
  private final DriveCredentials credentials;
  private final DriveFolders folders;
  private final Retry retry;
  private final int chunk;

  public DriveDumpStore(DriveConfig config, Clock clock) {
    this(config, new Retry(Pause.REAL, clock, new Random()), CHUNK);
  }

  /** The chunk is a multiple of 256 KiB, or Drive refuses it. */
  DriveDumpStore(DriveConfig config, Retry retry, int chunk) {
    this.config = config;
    this.credentials = new DriveCredentials(config.credentialsFile());
    this.folders = new DriveFolders(config.rootFolder());
    this.retry = retry;
    this.chunk = chunk;
  }

  @Override
  public URI put(Upload upload, UploadProgress progress)
      throws StorageException, InterruptedException {
    DriveApi api = retry.run(this::connect);
    return retry.run(new DriveUpload(api, folders, upload, progress, chunk)::attempt);
  }

  private DriveApi connect() throws DriveTrouble {
    return DriveApi.connect(config.apiUrl(), credentials.load());
  }
}
