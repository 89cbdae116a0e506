package io.selfheal.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalDumpStoreTest extends DumpStoreContract {
  private static final String DAY = SpoolFiles.PATH;

  @Override
  protected DumpArchive store() {
    return new LocalDumpStore(root());
  }

  @Override
  protected List<String> paths() throws IOException {
    return files().filter(path -> !path.endsWith(".json")).toList();
  }

  @Override
  protected Map<String, String> properties(URI file) throws IOException {
    return new ObjectMapper().readValue(json(file).toFile(), new TypeReference<>() {});
  }

  @Override
  protected void putByHand(Upload beside, String name) throws IOException {
    Path folder = root().resolve(String.join("/", beside.folder()));
    Files.writeString(folder.resolve(name), "by hand");
    String alike = "{\"incident\":\"" + SpoolFiles.INCIDENT + "\",\"keptBy\":\"people\"}";
    Files.writeString(folder.resolve(name + ".json"), alike);
  }

  @Override
  protected List<String> folders() throws IOException {
    try (Stream<Path> walk = Files.walk(root())) {
      return walk.filter(Files::isDirectory)
          .map(path -> root().relativize(path).toString())
          .filter(path -> !path.isEmpty())
          .toList();
    }
  }

  @Test
  void removes_nothing_by_way_of_a_link_or_a_place_outside() throws Exception {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    LocalDumpStore elsewhere = new LocalDumpStore(outside);
    elsewhere.put(spool.upload("heap-dump.hprof", BYTES), progress);
    store().put(spool.upload("threads.txt", 10), new RememberedProgress());
    Files.createSymbolicLink(root().resolve("shop/pay-accept/link"), outside);
    assertEquals(1, store().stored().size());
    store().remove(List.of(new StoredFile("../outside/" + DAY + "/heap-dump.hprof", "x", 1)));
    assertEquals(1, elsewhere.stored().size());
  }

  @Test
  void lets_only_the_owner_read() throws Exception {
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    Path day = root().resolve(DAY);
    assertEquals("rwx------", permissions(day));
    assertEquals("rw-------", permissions(day.resolve("heap-dump.hprof")));
  }

  @Test
  void replaces_what_a_crash_left_half_written() throws Exception {
    Path part = root().resolve(DAY).resolve(".heap-dump.hprof.part");
    Files.createDirectories(part.getParent());
    Files.write(part, new byte[BYTES * 2]);
    store().put(spool.upload("heap-dump.hprof", BYTES), progress);
    assertEquals(
        List.of(DAY + "/heap-dump.hprof", DAY + "/heap-dump.hprof.json"), files().toList());
  }

  @Test
  void writes_the_properties_that_a_crash_left_out() throws Exception {
    Upload upload = spool.upload("heap-dump.hprof", BYTES);
    URI stored = store().put(upload, progress);
    Files.delete(json(stored));
    assertEquals(stored, store().put(upload, progress));
    assertEquals(upload.content().sha256(), properties(stored).get("sha256"));
  }

  @Test
  void never_writes_properties_over_a_file_of_that_name() throws Exception {
    Upload json = spool.upload(SpoolFiles.FOLDER, "dump.json", "evidence".getBytes(UTF_8));
    URI first = store().put(json, progress);
    store().put(spool.upload("dump", BYTES), progress);
    assertEquals("evidence", new String(open(first), UTF_8));
  }

  @Test
  void says_when_the_root_is_no_folder() throws Exception {
    Files.write(root(), new byte[1]);
    assertFails(Reason.UNREACHABLE, spool.upload("heap-dump.hprof", BYTES));
  }

  private static Path json(URI file) {
    return Path.of(URI.create(file + ".json"));
  }

  private Path root() {
    return folder.resolve("store");
  }

  private Stream<String> files() throws IOException {
    if (!Files.exists(root())) {
      return Stream.of();
    }
    try (Stream<Path> walk = Files.walk(root())) {
      return walk
          .filter(Files::isRegularFile)
          .map(path -> root().relativize(path).toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
