package io.selfheal.storage;

import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps evidence in a folder, for those who have no Google account: {@code
 * <root>/<namespace>/<workload>/<yyyy-MM-dd>/<HHmmss>-<alert>-<pod>/<file>}, and next to each file
 * its properties. Nothing that is there is ever overwritten.
 */
public final class LocalDumpStore implements DumpArchive {
  private static final long PIECE = 8 << 20;

  private final Path root;

  public LocalDumpStore(Path root) {
    this.root = root.toAbsolutePath();
  }

  /** One file at a time: two of one name must not take the same place. */
  @Override
  public synchronized URI put(Upload upload, UploadProgress progress)
      throws StorageException, InterruptedException {
    try (FileChannel content = SpoolContent.open(upload)) {
      Path folder = folderOf(upload);
      Disk.createFolders(folder);
      LocalPlace place = LocalPlace.find(folder, StoreName.of(upload.fileName()), upload.content());
      if (!Files.exists(place.file())) {
        copy(content, upload, place);
      }
      place.describe(upload);
      return place.file().toUri();
    } catch (IOException e) {
      throw failed("keep the file " + StoreName.of(upload.fileName()), e);
    }
  }

  @Override
  public List<StoredFile> stored() throws StorageException, InterruptedException {
    try {
      return new LocalFiles(root).all();
    } catch (IOException e) {
      throw failed("look through the folder", e);
    }
  }

  @Override
  public void remove(List<StoredFile> files) throws StorageException, InterruptedException {
    try {
      new LocalFiles(root).remove(files);
    } catch (IOException e) {
      throw failed("remove files", e);
    }
  }

  private Path folderOf(Upload upload) {
    Path folder = root;
    for (String part : upload.folder()) {
      folder = folder.resolve(StoreName.of(part));
    }
    return folder;
  }

  private static void copy(FileChannel content, Upload upload, LocalPlace place)
      throws IOException, StorageException {
    Files.deleteIfExists(place.part());
    try (FileChannel part = Disk.create(place.part())) {
      for (long at = 0; at < upload.content().bytes(); ) {
        at += sent(content.transferTo(at, PIECE, part));
      }
      part.force(true);
    }
    requireEqual(upload, place.part());
    Disk.rename(place.part(), place.file());
    Disk.sync(place.file().getParent());
  }

  private static long sent(long bytes) throws IOException {
    if (bytes <= 0) {
      throw new IOException("the spool file ended early");
    }
    return bytes;
  }

  private static void requireEqual(Upload upload, Path written)
      throws IOException, StorageException {
    if (!Checksum.SHA256.of(written).equals(upload.content().sha256())) {
      Files.delete(written);
      throw new StorageException(
          Reason.CHECKSUM_MISMATCH,
          "Cannot keep the file "
              + StoreName.of(upload.fileName())
              + ": what was written has another SHA-256 than what was captured; look at the disks of"
              + " spool.folder and store.folder");
    }
  }

  private static StorageException failed(String doing, IOException e) throws InterruptedException {
    if (e instanceof ClosedByInterruptException) {
      Thread.interrupted();
      throw new InterruptedException();
    }
    return new StorageException(reasonOf(e), sentence(doing, e), e);
  }

  private static String sentence(String doing, IOException e) {
    String why = e.getClass().getSimpleName();
    return "Cannot " + doing + ": " + why + "; look at the volume of store.folder";
  }

  private static Reason reasonOf(IOException e) {
    if (e instanceof AccessDeniedException) {
      return Reason.FORBIDDEN;
    }
    return Disk.isFull(e) ? Reason.QUOTA_EXCEEDED : Reason.UNREACHABLE;
  }
}
