package io.selfheal.storage.drive;

import com.google.api.services.drive.model.File;
import io.selfheal.storage.SpoolContent;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import io.selfheal.storage.StoreName;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One file on its way into Drive. An attempt that meets trouble is simply made again: it begins by
 * asking the session how far the one before it came.
 */
final class DriveUpload {
  private final DriveApi api;
  private final DriveFolders folders;
  private final Upload upload;
  private final UploadMemory memory;
  private final ChunkSize chunk;

  DriveUpload(
      DriveApi api, DriveFolders folders, Upload upload, UploadProgress progress, ChunkSize chunk) {
    this.api = api;
    this.folders = folders;
    this.upload = upload;
    this.memory = new UploadMemory(progress, upload.content().sha256());
    this.chunk = chunk;
  }

  URI attempt() throws DriveTrouble, StorageException, InterruptedException {
    try (FileChannel content = SpoolContent.open(upload)) {
      Optional<UploadSession> begun = memory.session();
      return begun.isPresent() ? resume(begun.get(), content) : begin(content);
    } catch (IOException e) {
      throw SpoolContent.unreadable(upload, e);
    }
  }

  private URI begin(FileChannel content)
      throws DriveTrouble, StorageException, InterruptedException, IOException {
    DriveFolder folder = folders.open(api, upload.folder());
    Optional<URI> there = search(folder);
    if (there.isPresent()) {
      return there.get();
    }
    String id = memory.fileId().isPresent() ? memory.fileId().get() : api.newId();
    api.awaitTurn();
    Optional<String> uri = requests().start(metadata(folder, id), total());
    if (uri.isEmpty()) {
      return taken(id);
    }
    UploadSession session = new UploadSession(id, upload.content().sha256(), uri.get());
    memory.keep(session);
    return total() == 0 ? resume(session, content) : send(session, 0, content);
  }

  private URI resume(UploadSession session, FileChannel content)
      throws DriveTrouble, StorageException, InterruptedException, IOException {
    SessionAnswer answer = requests().ask(session, total());
    if (answer.kind() == SessionAnswer.Kind.MORE && answer.next() < total()) {
      return send(session, answer.next(), content);
    }
    return end(session, answer);
  }

  private URI send(UploadSession session, long from, FileChannel content)
      throws DriveTrouble, StorageException, InterruptedException, IOException {
    SessionAnswer answer = SessionAnswer.from(from);
    while (answer.kind() == SessionAnswer.Kind.MORE) {
      long bytes = Math.min(chunk.bytes(), total() - answer.next());
      FileRegion region = new FileRegion(content, answer.next(), bytes);
      answer = send(session, region);
      requireAdvance(answer, region);
    }
    return end(session, answer);
  }

  private SessionAnswer send(UploadSession session, FileRegion region)
      throws DriveTrouble, InterruptedException {
    Instant begun = chunk.begin();
    try {
      SessionAnswer answer = requests().send(session, region, total());
      chunk.sent(region.end() - region.from(), begun);
      return answer;
    } catch (DriveTrouble trouble) {
      if (trouble.reason() == Reason.UNREACHABLE) {
        chunk.broke();
      }
      throw trouble;
    }
  }

  private void requireAdvance(SessionAnswer answer, FileRegion region) throws DriveTrouble {
    boolean more = answer.kind() == SessionAnswer.Kind.MORE;
    if (more && (answer.next() <= region.from() || answer.next() > region.end())) {
      throw DriveTrouble.unclear(doing(), "Drive did not keep what was sent");
    }
    if (more && answer.next() == total()) {
      throw DriveTrouble.unclear(doing(), "Drive has all of it but does not say that it is done");
    }
  }

  private URI end(UploadSession session, SessionAnswer answer)
      throws DriveTrouble, StorageException, InterruptedException, IOException {
    if (answer.kind() == SessionAnswer.Kind.DONE) {
      return taken(session.fileId());
    }
    memory.forgetSession();
    throw DriveTrouble.unclear(doing(), "Drive has ended the upload session");
  }

  /** Drive has a file of our id: whether it is the right one, only its checksum says. */
  private URI taken(String id)
      throws DriveTrouble, StorageException, InterruptedException, IOException {
    Optional<File> file = api.file(id, doing());
    if (file.isEmpty()) {
      memory.forgetAll();
      throw DriveTrouble.unclear(doing(), "somebody has removed the file");
    }
    DriveFile found = new DriveFile(file.get(), upload.content());
    if (!found.hasChecksum()) {
      throw DriveTrouble.unclear(doing(), "Drive gives no checksum yet");
    }
    return found.equalToOurs() ? found.link() : refuse(id);
  }

  /** What arrived damaged must not lie beside the evidence as if it were that. */
  private URI refuse(String id) throws DriveTrouble, StorageException, InterruptedException {
    discard(id);
    memory.forgetAll();
    throw new StorageException(
        Reason.CHECKSUM_MISMATCH,
        "Cannot "
            + doing()
            + ": what Drive holds has another size or checksum than what was"
            + " captured; it is uploaded anew");
  }

  /** An account that may not do this leaves it to people. */
  private void discard(String id) throws DriveTrouble, InterruptedException {
    try {
      api.moveToTrash(id, "remove what arrived damaged from Drive");
    } catch (DriveTrouble trouble) {
      if (trouble.reason().retryable()) {
        throw trouble;
      }
    }
  }

  private Optional<URI> search(DriveFolder folder) throws DriveTrouble, IOException {
    String condition =
        "name = '%s' and appProperties has { key='sha256' and value='%s' }"
            .formatted(name(), upload.content().sha256());
    for (File file : api.list(folder, condition)) {
      DriveFile found = new DriveFile(file, upload.content());
      if (found.hasChecksum() && found.equalToOurs()) {
        return Optional.of(found.link());
      }
    }
    return Optional.empty();
  }

  /** A browser shows it as it is. */
  private boolean isText() {
    return name().endsWith(".txt") || name().endsWith(".yaml") || name().endsWith(".json");
  }

  private File metadata(DriveFolder folder, String id) {
    return new File()
        .setId(id)
        .setName(name())
        .setDescription(upload.description())
        .setMimeType(isText() ? "text/plain" : "application/octet-stream")
        .setParents(List.of(folder.id()))
        .setAppProperties(DriveProperties.fitting(upload.properties(), upload.content().sha256()));
  }

  private SessionRequests requests() {
    return api.sessions(doing());
  }

  private String doing() {
    return "upload " + name() + " to Drive";
  }

  private String name() {
    return StoreName.of(upload.fileName());
  }

  private long total() {
    return upload.content().bytes();
  }
}
