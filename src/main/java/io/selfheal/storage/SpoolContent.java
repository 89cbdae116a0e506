package io.selfheal.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Opens what is to be uploaded, and notices a spool file that is gone or was cut. */
public final class SpoolContent {
  private SpoolContent() {}

  public static FileChannel open(Upload upload) throws StorageException, InterruptedException {
    Upload.Content content = upload.content();
    try {
      FileChannel channel = FileChannel.open(content.file(), StandardOpenOption.READ);
      if (channel.size() == content.bytes()) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw unreadable(upload, e);
    }
    throw unreadable(upload, "it has not the size that was recorded", null);
  }

  /** For what goes wrong with it later. */
  public static StorageException unreadable(Upload upload, IOException e)
      throws InterruptedException {
    if (e instanceof ClosedByInterruptException) {
      Thread.interrupted();
      throw new InterruptedException();
    }
    return unreadable(upload, "it cannot be read", e);
  }

  private static StorageException unreadable(Upload upload, String why, IOException cause) {
    String name = StoreName.of(upload.fileName());
    return new StorageException(
        StorageException.Reason.SPOOL_UNREADABLE,
        "Cannot read the spool file " + name + ": " + why + "; look at the volume of spool.folder",
        cause);
  }
}
