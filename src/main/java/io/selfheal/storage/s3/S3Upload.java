package io.selfheal.storage.s3;

import io.selfheal.storage.Checksum;
import io.selfheal.storage.SpoolContent;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import io.selfheal.storage.StoreName;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.w3c.dom.Element;

/**
 * One file on its way into a bucket, in parts. An upload that was cut off is found by its id, and
 * only the parts that the server has not, or has otherwise, are sent.
 */
final class S3Upload {
  private static final int HASH_DIGITS = 8;

  private final S3Api api;
  private final Upload upload;
  private final UploadProgress progress;
  private final long partBytes;

  S3Upload(S3Api api, Upload upload, UploadProgress progress, long partBytes) {
    this.api = api;
    this.upload = upload;
    this.progress = progress;
    this.partBytes = partBytes;
  }

  /** Under its name, or under a longer one where something else has that. */
  URI put(String key) throws StorageException, InterruptedException {
    Optional<S3Answer> there = api.head(key, doing());
    if (there.isPresent() && !isOurs(there.get())) {
      return put(longer(key));
    }
    return there.isPresent() ? api.place(key) : send(key);
  }

  private URI send(String key) throws StorageException, InterruptedException {
    try (FileChannel content = SpoolContent.open(upload)) {
      Optional<String> known = session(key);
      String id = known.isPresent() ? known.get() : begin(key);
      Map<Integer, String> there = parts(key, id);
      List<String> etags = new ArrayList<>();
      MessageDigest whole = Checksum.SHA256.digest();
      for (S3Part part : split(content)) {
        etags.add(send(key, id, part, there, whole));
      }
      requireSame(key, id, hex(whole));
      complete(key, id, etags);
      return proven(key, etags);
    } catch (IOException e) {
      throw SpoolContent.unreadable(upload, e);
    }
  }

  private Optional<String> session(String key) {
    String end = " " + upload.content().sha256() + " " + key;
    return progress
        .session()
        .filter(text -> text.endsWith(end) && text.length() > end.length())
        .map(text -> text.substring(0, text.length() - end.length()));
  }

  private String begin(String key) throws StorageException, InterruptedException {
    S3Request request = api.request("POST", key).with("uploads", "").headers(metadata());
    String id = api.send(request, doing()).orThrow(doing()).text("UploadId");
    progress.remember(Optional.of(id + " " + upload.content().sha256() + " " + key));
    return id;
  }

  /** Number to ETag of what the server has; an upload that it has ended is forgotten. */
  private Map<Integer, String> parts(String key, String id)
      throws StorageException, InterruptedException {
    Map<Integer, String> parts = new HashMap<>();
    String marker = "0";
    while (!marker.isEmpty()) {
      S3Request request =
          api.request("GET", key).with("uploadId", id).with("part-number-marker", marker);
      S3Answer answer = api.send(request, doing());
      forgetIf(answer.missing());
      for (Element part : answer.orThrow(doing()).all("Part")) {
        parts.put(
            Integer.valueOf(S3Answer.text(part, "PartNumber")),
            S3Answer.text(part, "ETag").replace("\"", ""));
      }
      boolean more = answer.text("IsTruncated").equals("true");
      marker = more ? answer.text("NextPartNumberMarker") : "";
    }
    return parts;
  }

  private void forgetIf(boolean ended) throws StorageException {
    if (ended) {
      progress.remember(Optional.empty());
      throw new StorageException(
          Reason.SERVER_ERROR,
          "Cannot " + doing() + ": the server has ended the upload; it is begun anew");
    }
  }

  private List<S3Part> split(FileChannel content) {
    List<S3Part> parts = new ArrayList<>();
    long total = upload.content().bytes();
    for (long at = 0; at < total || parts.isEmpty(); at += partBytes) {
      long bytes = Math.min(partBytes, total - at);
      parts.add(new S3Part(content, parts.size() + 1, at, bytes));
    }
    return parts;
  }

  /** The MD5 of a part is its ETag, but where the server encrypts with keys of its own service. */
  private String send(
      String key, String id, S3Part part, Map<Integer, String> there, MessageDigest whole)
      throws StorageException, InterruptedException, IOException {
    MessageDigest sha256 = Checksum.SHA256.digest();
    MessageDigest md5 = Checksum.MD5.digest();
    part.digest(whole, sha256, md5);
    String expected = hex(md5);
    if (expected.equals(there.get(part.number()))) {
      return expected;
    }
    S3Request request =
        api.request("PUT", key)
            .with("partNumber", Integer.toString(part.number()))
            .with("uploadId", id)
            .body(new S3Request.Body(part.body(), hex(sha256)));
    S3Answer answer = api.send(request, doing());
    forgetIf(answer.missing());
    return answer.orThrow(doing()).etag();
  }

  private void requireSame(String key, String id, String sha256)
      throws StorageException, InterruptedException {
    if (!sha256.equals(upload.content().sha256())) {
      api.send(api.request("DELETE", key).with("uploadId", id), doing());
      throw mismatch();
    }
  }

  private void complete(String key, String id, List<String> etags)
      throws StorageException, InterruptedException {
    StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < etags.size(); i++) {
      xml.append(
          "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>".formatted(i + 1, etags.get(i)));
    }
    S3Request request =
        api.request("POST", key)
            .with("uploadId", id)
            .text(xml.append("</CompleteMultipartUpload>").toString());
    S3Answer answer = api.send(request, doing());
    forgetIf(answer.missing());
    answer.orThrow(doing());
  }

  /** The ETag of the whole is the MD5 of those of its parts. */
  private URI proven(String key, List<String> etags) throws StorageException, InterruptedException {
    Optional<S3Answer> there = api.head(key, doing());
    if (there.filter(this::isOurs).filter(answer -> sameEtag(answer, etags)).isEmpty()) {
      api.send(api.request("DELETE", key), doing());
      throw mismatch();
    }
    return api.place(key);
  }

  private boolean isOurs(S3Answer head) {
    return head.headers()
            .firstValue(S3Metadata.PREFIX + "sha256")
            .equals(Optional.of(upload.content().sha256()))
        && head.headers().firstValueAsLong("content-length").orElse(-1) == upload.content().bytes();
  }

  private static boolean sameEtag(S3Answer head, List<String> etags) {
    boolean encrypted =
        head.headers().firstValue("x-amz-server-side-encryption").orElse("").contains("kms");
    MessageDigest md5 = Checksum.MD5.digest();
    if (!encrypted) {
      etags.forEach(etag -> md5.update(HexFormat.of().parseHex(etag)));
    }
    return encrypted || head.etag().equals(hex(md5) + "-" + etags.size());
  }

  private StorageException mismatch() {
    progress.remember(Optional.empty());
    return new StorageException(
        Reason.CHECKSUM_MISMATCH,
        "Cannot "
            + doing()
            + ": what arrived has another size or checksum than what was captured; it is uploaded"
            + " anew");
  }

  private SortedMap<String, String> metadata() {
    return S3Metadata.of(upload);
  }

  private String longer(String key) {
    String hash = "-" + upload.content().sha256().substring(0, HASH_DIGITS);
    int dot = key.lastIndexOf('.');
    boolean extension = dot > key.lastIndexOf('/') + 1;
    return extension ? key.substring(0, dot) + hash + key.substring(dot) : key + hash;
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private String doing() {
    return "upload " + StoreName.of(upload.fileName()) + " to the bucket";
  }
}
