package io.selfheal.storage.s3;

import io.selfheal.storage.DumpArchive;
import io.selfheal.storage.DumpStoreContract;
import io.selfheal.storage.Upload;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a bucket, whoever has it. */
abstract class S3Contract extends DumpStoreContract {
  private static final String ROOT = "evidence/";

  Bucket bucket;

  abstract Bucket open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    bucket = open();
  }

  @AfterEach
  void stop() {
    if (bucket != null) {
      bucket.close();
    }
  }

  @Override
  protected DumpArchive store() {
    return new S3DumpStore(bucket.config(), Clock.systemUTC());
  }

  @Override
  protected List<String> paths() throws IOException {
    return bucket.keys().stream().map(key -> key.substring(ROOT.length())).toList();
  }

  @Override
  protected Map<String, String> properties(URI file) throws IOException {
    Map<String, String> properties = new HashMap<>();
    bucket
        .metadata(key(file))
        .forEach((name, value) -> properties.put(name.replace(S3Metadata.PREFIX, ""), value));
    properties.put(Upload.MARK, properties.get("kept-by"));
    return properties;
  }

  @Override
  protected void putByHand(Upload beside, String name) throws IOException {
    bucket.putByHand(ROOT + String.join("/", beside.folder()) + "/" + name);
  }

  @Override
  protected boolean hasFolders() {
    return false;
  }

  @Override
  protected List<String> folders() {
    return List.of();
  }

  @Override
  protected byte[] open(URI file) throws IOException {
    return bucket.content(key(file));
  }

  private String key(URI file) {
    return file.getPath().substring(("/" + bucket.config().bucket() + "/").length());
  }
}
