package io.selfheal.storage.drive;

import com.google.api.client.http.javanet.NetHttpTransport;
import io.selfheal.evidence.Pause;
import io.selfheal.storage.DriveConfig;
import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.Scratch;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StoredFile;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Random;

/**
 * Keeps evidence in Google Drive, below one folder, where a team can reach it: {@code
 * <root>/<namespace>/<workload>/<yyyy-MM-dd>/<HHmmss>-<alert>-<pod>/<file>}. An upload that is cut
 * off goes on where it was, after a restart too.
 */
public final class DriveDumpStore implements DumpArchive {
  private static final String TRYING = "remove what tried the store from Drive";

  private final DriveConfig config;
  private final DriveCredentials credentials;
  private final DriveFolders folders;
  private final Retry retry;
  private final WritePace pace;
  private final ChunkSize chunk;

  public DriveDumpStore(DriveConfig config, Clock clock) {
    this(config, new Retry(Pause.REAL, clock, new Random()), ChunkSize.adapted(clock));
  }

  DriveDumpStore(DriveConfig config, Retry retry, ChunkSize chunk) {
    this(
        config,
        new DriveCredentials(config.credentialsFile(), NetHttpTransport::new),
        retry,
        chunk);
  }

  DriveDumpStore(DriveConfig config, DriveCredentials credentials, Retry retry, ChunkSize chunk) {
    this.config = config;
    this.credentials = credentials;
    this.folders = new DriveFolders(config.rootFolder());
    this.retry = retry;
    this.pace = new WritePace(retry.pause(), retry.clock());
    this.chunk = chunk;
  }

  @Override
  public URI put(Upload upload, UploadProgress progress)
      throws StorageException, InterruptedException {
    return put(upload, progress, retry);
  }

  private URI put(Upload upload, UploadProgress progress, Retry attempts)
      throws StorageException, InterruptedException {
    DriveApi api = attempts.run(this::connect);
    return attempts.run(new DriveUpload(api, folders, upload, progress, chunk)::attempt);
  }

  @Override
  public List<StoredFile> stored() throws StorageException, InterruptedException {
    return retry.run(() -> files().all());
  }

  /** Into the trash with its folder: the one above may not go on the day on which it was made. */
  @Override
  public void tryOut(Upload upload) throws StorageException, InterruptedException {
    Retry once = retry.once();
    put(upload, new Scratch(), once);
    once.run(
        () -> {
          DriveApi api = connect();
          String top = folders.open(api, upload.folder().subList(0, 1)).id();
          api.moveToTrash(folders.open(api, upload.folder()).id(), TRYING);
          if (api.isEmpty(new DriveFolder(top, folders.root(api).drive()))) {
            api.moveToTrash(top, TRYING);
          }
          return top;
        });
  }

  /** Into the trash, where people can bring them back from for 30 days. */
  @Override
  public void remove(List<StoredFile> gone) throws StorageException, InterruptedException {
    retry.run(
        () -> {
          files().remove(gone);
          return gone;
        });
  }

  private DriveFiles files() throws DriveTrouble {
    DriveApi api = connect();
    return new DriveFiles(api, folders.root(api), retry.clock());
  }

  private DriveApi connect() throws DriveTrouble {
    return DriveApi.connect(config.apiUrl(), credentials.load(), pace);
  }
}
