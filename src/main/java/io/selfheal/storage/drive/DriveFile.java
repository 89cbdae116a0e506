package io.selfheal.storage.drive;

import com.google.api.services.drive.model.File;
import io.selfheal.storage.Checksum;
import io.selfheal.storage.Upload;
import java.io.IOException;
import java.net.URI;

/** What Drive says that it holds, held against what we have. */
record DriveFile(File file, Upload.Content content) {

  /** Drive computes checksums by itself; without one, nothing is proven yet. */
  boolean hasChecksum() {
    return file.getSha256Checksum() != null || file.getMd5Checksum() != null;
  }

  boolean equalToOurs() throws IOException {
    return file.getSize() != null && file.getSize() == content.bytes() && sameChecksum();
  }

  URI link() {
    String link = file.getWebViewLink();
    return URI.create(
        link == null ? "https://drive.google.com/file/d/" + file.getId() + "/view" : link);
  }

  private boolean sameChecksum() throws IOException {
    if (file.getSha256Checksum() != null) {
      return file.getSha256Checksum().equals(content.sha256());
    }
    return Checksum.MD5.of(content.file()).equals(file.getMd5Checksum());
  }
}
