package io.selfheal.storage.drive;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.DriveRequest;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.auth.http.HttpCredentialsAdapter;
import io.selfheal.storage.StorageException.Reason;
import io.selfheal.storage.Upload;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The few questions that we ask Drive, on shared drives too, each made once: retries are above. */
final class DriveApi {
  static final String FOLDER = "application/vnd.google-apps.folder";

  private static final String FILE_FIELDS =
      "id,name,mimeType,parents,size,sha256Checksum,md5Checksum,webViewLink,trashed,driveId,createdTime,appProperties,capabilities(canAddChildren)";
  private static final HttpTransport TRANSPORT = new NetHttpTransport();
  private static final int PAGE = 1000;
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofMinutes(2);
  private static final Duration WRITE = Duration.ofMinutes(5);

  private final Drive drive;
  private final WritePace pace;

  private DriveApi(Drive drive, WritePace pace) {
    this.drive = drive;
    this.pace = pace;
  }

  static DriveApi connect(URI url, HttpCredentialsAdapter credentials, WritePace pace) {
    Drive.Builder builder =
        new Drive.Builder(
            TRANSPORT, GsonFactory.getDefaultInstance(), request -> prepare(request, credentials));
    return new DriveApi(
        builder.setRootUrl(url.toString()).setApplicationName("self-heal-responder").build(), pace);
  }

  /** For the requests that Google's client does not make as we need them. */
  SessionRequests sessions(String doing) {
    HttpRequestFactory requests = drive.getRequestFactory();
    return new SessionRequests(requests, drive.getRootUrl(), doing);
  }

  /** Waits until one more file may be made or changed. */
  void awaitTurn() throws InterruptedException {
    pace.await();
  }

  String newId() throws DriveTrouble {
    return call("reserve a file id in Drive", () -> drive.files().generateIds().setCount(1))
        .getIds()
        .get(0);
  }

  /** Empty when there is none that we may see, or it lies in the trash. */
  Optional<File> file(String id, String doing) throws DriveTrouble {
    try {
      File file =
          call(
              doing, () -> drive.files().get(id).setSupportsAllDrives(true).setFields(FILE_FIELDS));
      return Optional.of(file).filter(found -> !Boolean.TRUE.equals(found.getTrashed()));
    } catch (DriveTrouble trouble) {
      if (trouble.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw trouble;
    }
  }

  /** What a folder holds, the oldest first. */
  List<File> list(DriveFolder folder, String condition) throws DriveTrouble {
    return children(folder, " and " + condition);
  }

  boolean isEmpty(DriveFolder folder) throws DriveTrouble {
    return children(folder, "").isEmpty();
  }

  private List<File> children(DriveFolder folder, String condition) throws DriveTrouble {
    String query = "'" + folder.id() + "' in parents and trashed = false" + condition;
    return files(call("search the Drive folder", () -> search(query, folder.drive(), null)));
  }

  /** Everything of ours that the account sees, page by page, wherever it lies. */
  void ours(Optional<String> sharedDrive, Consumer<File> each) throws DriveTrouble {
    String query =
        "trashed = false and appProperties has { key='%s' and value='%s' }"
            .formatted(Upload.MARK, Upload.OURS);
    String next = null;
    do {
      String page = next;
      FileList found = call("list what is in Drive", () -> search(query, sharedDrive, page));
      files(found).forEach(each);
      next = found.getNextPageToken();
    } while (next != null);
  }

  private static List<File> files(FileList found) {
    return found.getFiles() == null ? List.of() : found.getFiles();
  }

  /** One that is gone already is fine. Whoever may only add and move can do this as well. */
  void moveToTrash(String id, String doing) throws DriveTrouble, InterruptedException {
    awaitTurn();
    File trashed = new File().setTrashed(true);
    try {
      call(
          doing,
          () -> drive.files().update(id, trashed).setSupportsAllDrives(true).setFields("id"));
    } catch (DriveTrouble trouble) {
      if (trouble.reason() != Reason.NOT_FOUND) {
        throw trouble;
      }
    }
  }

  DriveFolder createFolder(DriveFolder parent, String name)
      throws DriveTrouble, InterruptedException {
    awaitTurn();
    File folder =
        new File()
            .setName(name)
            .setMimeType(FOLDER)
            .setParents(List.of(parent.id()))
            .setAppProperties(Map.of(Upload.MARK, Upload.OURS));
    File created =
        call(
            "create a folder in Drive",
            () -> drive.files().create(folder).setSupportsAllDrives(true).setFields("id"));
    return new DriveFolder(created.getId(), parent.drive());
  }

  private Drive.Files.List search(String query, Optional<String> sharedDrive, String page)
      throws IOException {
    Drive.Files.List list =
        drive
            .files()
            .list()
            .setQ(query)
            .setOrderBy("createdTime")
            .setPageSize(PAGE)
            .setPageToken(page)
            .setSupportsAllDrives(true)
            .setIncludeItemsFromAllDrives(true)
            .setFields("nextPageToken,files(" + FILE_FIELDS + ")");
    sharedDrive.ifPresent(id -> list.setCorpora("drive").setDriveId(id));
    return list;
  }

  private static void prepare(HttpRequest request, HttpCredentialsAdapter credentials)
      throws IOException {
    credentials.initialize(request);
    request
        .setConnectTimeout((int) CONNECT.toMillis())
        .setReadTimeout((int) READ.toMillis())
        .setWriteTimeout((int) WRITE.toMillis())
        .setNumberOfRetries(1)
        .setLoggingEnabled(false)
        .setCurlLoggingEnabled(false);
  }

  private static <T> T call(String doing, ApiCall<T> call) throws DriveTrouble {
    try {
      return call.request().execute();
    } catch (GoogleJsonResponseException e) {
      throw DriveTrouble.answered(doing, e.getStatusCode(), e.getDetails(), e.getHeaders());
    } catch (IOException e) {
      throw DriveTrouble.unreachable(doing, e);
    }
  }

  @FunctionalInterface
  private interface ApiCall<T> {
    DriveRequest<T> request() throws IOException;
  }
}
