package io.selfheal.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store promises. */
public abstract class DumpStoreContract {
  protected static final int BYTES = 700_000;

  @TempDir protected Path folder;
  protected SpoolFiles spool;
  protected final RememberedProgress progress = new RememberedProgress();

  protected abstract DumpArchive store() throws Exception;

  /** The path below the root of every file in the store, without what describes them. */
  protected abstract List<String> paths() throws IOException;

  protected abstract Map<String, String> properties(URI file) throws IOException;

  /** Puts a file of no properties of ours into the folder of that upload, as people do. */
  protected abstract void putByHand(Upload beside, String name) throws Exception;

  protected boolean hasFolders() {
    return true;
  }

  /** The folders below the root that are there, as paths; of a store that has none, none. */
  protected abstract List<String> folders() throws IOException;

  @BeforeEach
  void openSpool() throws IOException {
    spool = new SpoolFiles(Files.createDirectory(folder.resolve("spool")));
  }

  @Test
  void what_tries_it_out_is_gone_afterwards() throws Exception {
    StoreProbe.run(store());
    assertEquals(List.of(), paths());
    assertEquals(List.of(), store().stored());
  }

  @Test
  void keeps_a_file_below_namespace_workload_day_and_incident() throws Exception {
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    assertEquals(List.of(SpoolFiles.PATH + "/heap-dump.hprof"), paths());
  }

  @Test
  void links_to_the_very_bytes_that_were_captured() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    URI stored = store().put(upload, progress);
    assertArrayEquals(Files.readAllBytes(upload.content().file()), open(stored));
  }

  @Test
  void finds_the_file_when_it_is_put_again() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    URI first = store().put(upload, progress);
    assertEquals(first, store().put(upload, progress));
    assertEquals(first, store().put(upload, new RememberedProgress()));
    assertEquals(1, paths().size());
  }

  @Test
  void keeps_two_contents_of_one_name_apart() throws Exception {
    Upload one = spool.upload("heap-dump.hprof", BYTES);
    Upload other = spool.upload("heap-dump.hprof", BYTES + 1);
    URI first = store().put(one, progress);
    URI second = store().put(other, new RememberedProgress());
    assertNotEquals(first, second);
    assertArrayEquals(Files.readAllBytes(one.content().file()), open(first));
    assertEquals(second, store().put(other, new RememberedProgress()));
    assertEquals(2, paths().size());
  }

  @Test
  void keeps_the_properties_with_the_file() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    Map<String, String> kept = properties(store().put(upload, progress));
    assertEquals(SpoolFiles.INCIDENT, kept.get(Upload.INCIDENT));
    assertEquals(Upload.OURS, kept.get(Upload.MARK));
    assertEquals("pay-accept-7", kept.get("pod"));
    assertEquals("memory", kept.get("rule"));
    assertEquals(upload.content().sha256(), kept.get("sha256"));
  }

  @Test
  void keeps_an_empty_file() throws Exception {
    URI stored = store().put(spool.upload("threads.txt", 0), progress);
    assertEquals(0, open(stored).length);
  }

  @Test
  void reports_content_that_is_not_what_was_captured() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    flipAByte(upload);
    assertFails(Reason.CHECKSUM_MISMATCH, upload);
    flipAByte(upload);
    assertArrayEquals(
        Files.readAllBytes(upload.content().file()), open(store().put(upload, progress)));
  }

  @Test
  void refuses_a_spool_file_that_is_gone() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    Files.delete(upload.content().file());
    assertFails(Reason.SPOOL_UNREADABLE, upload);
  }

  @Test
  void refuses_a_spool_file_that_was_cut() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    Files.write(upload.content().file(), new byte[10]);
    assertFails(Reason.SPOOL_UNREADABLE, upload);
    assertEquals(List.of(), paths());
  }

  @Test
  void takes_a_remembered_session_that_makes_no_sense_for_none() throws Exception {
    store().put(spool.upload("heap-dump.hprof", BYTES), RememberedProgress.of("\0 nonsense\n"));
    assertEquals(1, paths().size());
  }

  @Test
  void says_what_it_keeps_of_whom() throws Exception {
    assertEquals(List.of(), store().stored());
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    store().put(spool.upload("threads.txt", 20), new RememberedProgress());
    assertEquals(Set.of("20 " + SpoolFiles.INCIDENT, BYTES + " " + SpoolFiles.INCIDENT), stored());
  }

  @Test
  void does_not_take_for_ours_what_people_put_beside_it() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    store().put(upload, progress);
    putByHand(upload, "notes.txt");
    assertEquals(Set.of(BYTES + " " + SpoolFiles.INCIDENT), stored());
  }

  @Test
  void removes_what_it_is_told_and_nothing_else() throws Exception {
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    List<StoredFile> first = store().stored();
    Upload other = spool.upload("threads.txt", 20);
    store().put(other, new RememberedProgress());
    putByHand(other, "notes.txt");
    store().remove(first);
    store().remove(first);
    assertEquals(Set.of("20 " + SpoolFiles.INCIDENT), stored());
    assertEquals(2, paths().size());
  }

  @Test
  void removes_the_folders_of_incident_and_day_that_it_leaves_empty() throws Exception {
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    store().put(spool.upload("threads.txt", 20), new RememberedProgress());
    assertFolders("shop", "shop/pay-accept", "shop/pay-accept/2026-11-21", SpoolFiles.PATH);
    store().remove(store().stored());
    assertEquals(List.of(), paths());
    assertFolders("shop", "shop/pay-accept");
  }

  @Test
  void leaves_a_folder_that_people_use() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    store().put(upload, progress);
    putByHand(upload, "notes.txt");
    store().remove(store().stored());
    assertEquals(List.of(SpoolFiles.PATH + "/notes.txt"), paths());
  }

  private void assertFolders(String... expected) throws IOException {
    assertEquals(hasFolders() ? Set.of(expected) : Set.of(), Set.copyOf(folders()));
  }

  private Set<String> stored() throws Exception {
    return store().stored().stream()
        .map(file -> file.bytes() + " " + file.incident())
        .collect(Collectors.toSet());
  }

  static List<String> hostileNames() {
    return List.of(
        "../../etc/passwd",
        "..",
        ".",
        "",
        "nul\0byte",
        "new\nline\r",
        "it's' or name != '",
        "\\\"quote",
        "-rf *",
        "$(reboot)",
        "ümläut-💥",
        "n".repeat(300) + ".hprof");
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void makes_any_name_one_plain_part_of_a_path(String name) throws Exception {
    Upload upload = spool.upload(List.of(name, name), name, "dump".getBytes(UTF_8));
    URI stored = store().put(upload, progress);
    assertEquals(stored, store().put(upload, new RememberedProgress()));
    assertEquals("dump", new String(open(stored), UTF_8));
    String[] parts = paths().get(0).split("/", -1);
    assertEquals(3, parts.length);
    for (String part : parts) {
      assertTrue(part.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}"), part);
    }
  }

  protected final StorageException assertFails(Reason reason, Upload upload) throws Exception {
    DumpStore store = store();
    StorageException e = assertThrows(StorageException.class, () -> store.put(upload, progress));
    assertEquals(reason, e.reason());
    assertTrue(e.getMessage().startsWith("Cannot "), e.getMessage());
    return e;
  }

  protected byte[] open(URI file) throws IOException {
    try (InputStream in = file.toURL().openStream()) {
      return in.readAllBytes();
    }
  }

  private static void flipAByte(Upload upload) throws IOException {
    byte[] content = Files.readAllBytes(upload.content().file());
    content[content.length / 2] ^= 1;
    Files.write(upload.content().file(), content, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
