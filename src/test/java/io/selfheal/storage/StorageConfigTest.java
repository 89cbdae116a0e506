package io.selfheal.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorageConfigTest {
  private final Problems problems = new Problems("responder.yaml");

  @Test
  void keeps_evidence_locally_by_default() {
    assertEquals(
        new StoreConfig(Path.of("/var/lib/self-heal/store"), Optional.empty()), store("{}"));
    assertEquals(
        new SpoolConfig(Path.of("/var/lib/self-heal/spool"), 20L << 30, false), spool("{}"));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void reads_every_key_of_the_spool() {
    assertEquals(
        new SpoolConfig(Path.of("/spool"), 5L << 30, false),
        spool("{folder: /spool, quota: 5GiB}"));
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
  void refuses_a_folder_and_a_drive_together() {
    store("{folder: /store, drive: {rootFolder: abc}}");
    assertProblem("folder", "not both");
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
