package io.selfheal.storage.s3;

import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.S3Config;
import io.selfheal.storage.Scratch;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StoreName;
import io.selfheal.storage.StoredFile;
import io.selfheal.storage.Upload;
import io.selfheal.storage.UploadProgress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Keeps evidence in a bucket: {@code
 * <prefix>/<namespace>/<workload>/<yyyy-MM-dd>/<HHmmss>-<alert>-<pod>/<file>}. Nothing that is
 * there is ever overwritten.
 */
public final class S3DumpStore implements DumpArchive {
  private static final long PART = 16 << 20;
  private static final long MOST_PARTS = 10_000;

  private static final String LOOKING = "look through the bucket";

  private final S3Config config;
  private final S3Api api;
  private final long part;

  public S3DumpStore(S3Config config, Clock clock) {
    this(config, clock, PART);
  }

  S3DumpStore(S3Config config, Clock clock, long part) {
    this.config = config;
    this.api = new S3Api(config, clock);
    this.part = part;
  }

  @Override
  public URI put(Upload upload, UploadProgress progress)
      throws StorageException, InterruptedException {
    long least = upload.content().bytes() / MOST_PARTS + 1;
    return new S3Upload(api, upload, progress, Math.max(part, least)).put(key(upload));
  }

  private String key(Upload upload) {
    return Stream.concat(
            prefix(), Stream.concat(upload.folder().stream(), Stream.of(upload.fileName())))
        .map(StoreName::of)
        .collect(Collectors.joining("/"));
  }

  /** First one page of the list: what is refused has no body where it answers a HEAD. */
  @Override
  public void tryOut(Upload upload) throws StorageException, InterruptedException {
    api.send(list().with("max-keys", "1"), LOOKING).orThrow(LOOKING);
    put(upload, new Scratch());
    String incident = upload.properties().get(Upload.INCIDENT);
    remove(List.of(new StoredFile(key(upload), incident, upload.content().bytes())));
  }

  /** A list does not tell properties, so that each object is asked for its own. */
  @Override
  public List<StoredFile> stored() throws StorageException, InterruptedException {
    List<StoredFile> found = new ArrayList<>();
    for (String key : keys()) {
      ours(key).ifPresent(found::add);
    }
    return found;
  }

  @Override
  public void remove(List<StoredFile> files) throws StorageException, InterruptedException {
    for (StoredFile file : files) {
      boolean below = file.place().startsWith(root());
      if (below && ours(file.place()).isPresent()) {
        String doing = "remove an object from the bucket";
        api.send(api.request("DELETE", file.place()), doing).orThrow(doing);
      }
    }
  }

  private List<String> keys() throws StorageException, InterruptedException {
    List<String> keys = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      String token = next.get();
      S3Request request = token.isEmpty() ? list() : list().with("continuation-token", token);
      S3Answer answer = api.send(request, LOOKING).orThrow(LOOKING);
      for (Element object : answer.all("Contents")) {
        keys.add(S3Answer.text(object, "Key"));
      }
      next = Optional.of(answer.text("NextContinuationToken")).filter(more -> !more.isEmpty());
    }
    return keys;
  }

  private S3Request list() {
    return api.request("GET", "").with("list-type", "2").with("prefix", root());
  }

  private Optional<StoredFile> ours(String key) throws StorageException, InterruptedException {
    if (!key.matches("[A-Za-z0-9._/-]+")) {
      return Optional.empty();
    }
    Optional<S3Answer> head = api.head(key, LOOKING);
    return head.flatMap(
        answer ->
            StoredFile.of(
                key,
                S3Metadata.read(answer.headers()),
                answer.headers().firstValueAsLong("content-length").orElse(0)));
  }

  private String root() {
    return config.prefix().isEmpty() ? "" : config.prefix() + "/";
  }

  private Stream<String> prefix() {
    return Stream.of(config.prefix().split("/", -1)).filter(name -> !name.isEmpty());
  }
}
