package io.selfheal.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageConfigTest {
  private final Problems problems = new Problems("responder.yaml");

  @Test
  void keeps_evidence_locally_by_default() {
    assertEquals(
        new StoreConfig(
            Path.of("/var/lib/self-heal/store"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        store("{}"));
    assertEquals(
        new SpoolConfig(Path.of("/var/lib/self-heal/spool"), 20L << 30, false), spool("{}"));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void reads_every_key_of_the_spool() {
    assertEquals(
        new SpoolConfig(Path.of("/spool"), 5L << 30, 60, false),
        spool("{folder: /spool, quota: 5GiB, largeUpTo: 60}"));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void reads_every_key_of_the_drive() {
    String yaml =
        "drive: {rootFolder: 1a_B-9, credentialsFile: /key.json, apiUrl: 'http://127.0.0.1:1/'}";
    DriveConfig expected =
        new DriveConfig(
            "1a_B-9", Optional.of(Path.of("/key.json")), URI.create("http://127.0.0.1:1/"));
    assertEquals(Optional.of(expected), store(yaml).drive());
    assertEquals(List.of(), problems.found());
  }

  @Test
  void asks_google_unless_told_otherwise() {
    DriveConfig drive = store("drive: {rootFolder: abc}").drive().orElseThrow();
    assertEquals(URI.create("https://www.googleapis.com/"), drive.apiUrl());
    assertEquals(Optional.empty(), drive.credentialsFile());
  }

  @Test
  void removes_nothing_unless_told() {
    assertEquals(Optional.empty(), store("{folder: /store}").retention());
    assertEquals(List.of(), problems.found());
  }

  @Test
  void reads_every_key_of_the_retention() {
    RetentionConfig expected =
        new RetentionConfig(Optional.of(Duration.ofDays(30)), Optional.of(500L << 30), false);
    assertEquals(
        Optional.of(expected),
        store("retention: {olderThan: 30d, moreThan: 500GiB, dryRun: false}").retention());
    assertEquals(List.of(), problems.found());
  }

  @Test
  void only_says_what_it_would_remove_unless_told_otherwise() {
    assertTrue(store("retention: {olderThan: 30d}").retention().orElseThrow().dryRun());
    assertTrue(store("retention: {moreThan: 1TiB}").retention().orElseThrow().dryRun());
    assertEquals(List.of(), problems.found());
  }

  @Test
  void refuses_a_retention_that_says_nothing() {
    store("retention: {dryRun: false}");
    assertProblem("retention.olderThan", "moreThan");
  }

  @Test
  void refuses_a_retention_of_less_than_a_day() {
    store("retention: {olderThan: 2h}");
    assertProblem("retention.olderThan", "a day or more");
  }

  @Test
  void refuses_a_folder_and_a_drive_together() {
    store("{folder: /store, drive: {rootFolder: abc}}");
    assertProblem("folder", "one of folder, drive and s3");
  }

  @Test
  void reads_every_key_of_the_bucket() {
    String yaml =
        "s3: {endpoint: 'http://127.0.0.1:9000', region: eu-central-1, bucket: dumps,"
            + " prefix: a/b, credentialsFile: /key}";
    S3Config expected =
        new S3Config(
            URI.create("http://127.0.0.1:9000"), "eu-central-1", "dumps", "a/b", Path.of("/key"));
    assertEquals(Optional.of(expected), store(yaml).s3());
    assertEquals(List.of(), problems.found());
  }

  @Test
  void asks_amazon_unless_told_otherwise() {
    S3Config s3 =
        store("s3: {region: eu-central-1, bucket: dumps, credentialsFile: /key}")
            .s3()
            .orElseThrow();
    assertEquals(URI.create("https://s3.eu-central-1.amazonaws.com"), s3.endpoint());
    assertEquals("", s3.prefix());
  }

  @Test
  void refuses_what_is_no_bucket() {
    store("s3: {region: eu-central-1, bucket: 's3://dumps', credentialsFile: /key}");
    assertProblem("s3.bucket", "a bucket's name");
  }

  @Test
  void refuses_a_bucket_without_a_key() {
    store("s3: {region: eu-central-1, bucket: dumps}");
    assertProblem("s3.credentialsFile", "aws_access_key_id");
  }

  @Test
  void refuses_a_prefix_that_climbs() {
    store("s3: {region: eu-central-1, bucket: dumps, prefix: a/../b, credentialsFile: /key}");
    assertProblem("s3.prefix", "names between slashes");
  }

  @Test
  void refuses_a_drive_without_a_folder() {
    store("drive: {}");
    assertProblem("drive.rootFolder", "a folder's id");
  }

  @Test
  void refuses_a_url_for_the_folders_id() {
    store("drive: {rootFolder: 'https://drive.google.com/drive/folders/abc'}");
    assertProblem("drive.rootFolder", "a folder's id");
  }

  @Test
  void finds_a_misspelt_key() {
    store("drive: {rootFolder: abc, credentialFile: /key.json}");
    assertProblem("drive.credentialFile", "credentialsFile");
  }

  private StoreConfig store(String yaml) {
    return StoreConfig.read(ConfigFile.parse(yaml, problems));
  }

  private SpoolConfig spool(String yaml) {
    return SpoolConfig.read(ConfigFile.parse(yaml, problems));
  }

  private void assertProblem(String path, String expected) {
    assertEquals(1, problems.found().size(), problems.found().toString());
    Problem problem = problems.found().get(0);
    assertEquals(path, problem.path());
    assertTrue(problem.expected().contains(expected), problem.expected());
  }
}
