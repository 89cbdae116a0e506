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
import com.google.auth.http.HttpCredentialsAdapter;
import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The few questions that we ask Drive, on shared drives too, each made once: retries are above. */
final class DriveApi {
  static final String FOLDER = "application/vnd.google-apps.folder";

  private static final String FILE_FIELDS =
      "id,name,mimeType,size,sha256Checksum,md5Checksum,webViewLink,trashed,driveId,capabilities(canAddChildren)";
  private static final HttpTransport TRANSPORT = new NetHttpTransport();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofMinutes(2);
  private static final Duration WRITE = Duration.ofMinutes(5);

  private final Drive drive;

  private DriveApi(Drive drive) {
    this.drive = drive;
  }

  static DriveApi connect(URI url, HttpCredentialsAdapter credentials) {
    Drive.Builder builder =
        new Drive.Builder(
            TRANSPORT, GsonFactory.getDefaultInstance(), request -> prepare(request, credentials));
    return new DriveApi(
        builder.setRootUrl(url.toString()).setApplicationName("self-heal-responder").build());
  }

  /** For the requests that Google's client does not make as we need them. */
  SessionRequests sessions(String doing) {
    HttpRequestFactory requests = drive.getRequestFactory();
    return new SessionRequests(requests, drive.getRootUrl(), doing);
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
    String query = "'" + folder.id() + "' in parents and trashed = false and " + condition;
    List<File> found =
        call("search the Drive folder", () -> search(query, folder.drive())).getFiles();
    return found == null ? List.of() : found;
  }

  DriveFolder createFolder(DriveFolder parent, String name) throws DriveTrouble {
    File folder = new File().setName(name).setMimeType(FOLDER).setParents(List.of(parent.id()));
    File created =
        call(
            "create a folder in Drive",
            () -> drive.files().create(folder).setSupportsAllDrives(true).setFields("id"));
    return new DriveFolder(created.getId(), parent.drive());
  }

  private Drive.Files.List search(String query, Optional<String> sharedDrive) throws IOException {
    Drive.Files.List list =
        drive
            .files()
            .list()
            .setQ(query)
            .setOrderBy("createdTime")
            .setSupportsAllDrives(true)
            .setIncludeItemsFromAllDrives(true)
            .setFields("files(" + FILE_FIELDS + ")");
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
