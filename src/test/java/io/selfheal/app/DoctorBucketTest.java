package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.storage.S3Config;
import io.selfheal.storage.s3.BucketServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bucket, with one thing broken at a time. */
class DoctorBucketTest {
  @TempDir Path folder;
  private DoctorScene scene;
  private BucketServer server;

  @BeforeEach
  void open() throws IOException {
    scene = new DoctorScene(folder);
    server = new BucketServer(folder);
    configure(server.config().bucket());
  }

  @AfterEach
  void close() {
    scene.close();
    server.close();
  }

  @Test
  void a_bucket_is_written_to_and_left_with_nothing() {
    scene.assertWell("ok       store s3: A small file was written");
    assertEquals(List.of(), server.keys());
  }

  @Test
  void a_key_that_was_withdrawn_fails() throws IOException {
    Path file = server.config().credentialsFile();
    String old = Files.readString(file);
    server.rotate();
    Files.writeString(file, old);
    scene.assertFails("store s3: Cannot look through the bucket: the server answered 403");
    scene.assertSaid("SignatureDoesNotMatch; look at store.s3.credentialsFile");
  }

  @Test
  void a_key_file_without_a_key_fails() throws IOException {
    Files.writeString(server.config().credentialsFile(), "[default]\n");
    scene.assertFails("store s3: Cannot log in to the bucket with ");
    scene.assertSaid("look at store.s3.credentialsFile");
  }

  @Test
  void a_bucket_that_is_not_there_fails() throws IOException {
    configure("another");
    scene.assertFails("store s3: Cannot look through the bucket: the server answered 404");
    scene.assertSaid("NoSuchBucket; look at store.s3.bucket and store.s3.region");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE"})
  void a_key_that_may_not_do_all_that_is_needed_fails(String method) {
    server.forbid(method);
    scene.assertFails("store s3: Cannot ");
    scene.assertSaid("let the key put, get, list and delete objects below store.s3.prefix");
  }

  @Test
  void an_object_that_arrives_damaged_fails() {
    server.corruptNext();
    scene.assertFails("store s3: ");
    scene.assertSaid("what arrived has another size or checksum");
  }

  @Test
  void a_server_that_nobody_listens_at_fails() {
    server.close();
    scene.assertFails("store s3: Cannot look through the bucket: ConnectException");
    scene.assertSaid("see that it is up and that the network lets us call it");
  }

  private void configure(String bucket) throws IOException {
    S3Config config = server.config();
    scene.configure(
        """
        ledger: { file: "%%1$s/ledger/ledger.db" }
        spool: { folder: "%%1$s/spool", quota: 1MiB }
        store:
          s3: { endpoint: "%s", region: %s, bucket: %s, prefix: doctor, credentialsFile: "%s" }
        """
            .formatted(config.endpoint(), config.region(), bucket, config.credentialsFile()));
  }
}
