package io.selfheal.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.selfheal.evidence.SpoolFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSpoolTest {
  private static final String INCIDENT = "20261121T024512-6f1c2a9b";
  private static final int QUOTA = 100;

  @TempDir private Path folder;
  private LocalSpool spool;

  @BeforeEach
  void open() throws IOException {
    spool = LocalSpool.open(new SpoolConfig(folder.resolve("spool"), QUOTA, true));
  }

  @Test
  void shows_a_file_under_its_name_only_once_it_is_committed() throws IOException {
    Path place = spool.file(INCIDENT, "heap.hprof");
    try (SpoolFile file = spool.create(INCIDENT, "heap.hprof")) {
      file.write(bytes("dump"));
      assertFalse(Files.exists(place));
      file.commit();
    }
    assertEquals("dump", Files.readString(place));
    assertEquals(folder.resolve("spool/" + INCIDENT + "/heap.hprof"), place);
  }

  @Test
  void discards_what_is_closed_without_a_commit() throws IOException {
    try (SpoolFile file = spool.create(INCIDENT, "heap.hprof")) {
      file.write(bytes("dump"));
    }
    assertEquals(0, files());
    assertEquals(0, spool.used());
  }

  @Test
  void keeps_the_finished_file_until_its_successor_is_committed() throws IOException {
    write("heap.hprof", "first");
    Path place = spool.file(INCIDENT, "heap.hprof");
    try (SpoolFile file = spool.create(INCIDENT, "heap.hprof")) {
      file.write(bytes("second!"));
      assertEquals("first", Files.readString(place));
      file.commit();
    }
    assertEquals("second!", Files.readString(place));
    assertEquals(7, spool.used());
  }

  @Test
  void keeps_two_writers_of_one_name_apart() throws IOException {
    try (SpoolFile slow = spool.create(INCIDENT, "heap.hprof");
        SpoolFile quick = spool.create(INCIDENT, "heap.hprof")) {
      slow.write(bytes("half"));
      quick.write(bytes("whole"));
      quick.commit();
    }
    assertEquals("whole", Files.readString(spool.file(INCIDENT, "heap.hprof")));
    assertEquals(5, spool.used());
  }

  @Test
  void refuses_what_goes_over_the_quota_and_names_the_setting() throws IOException {
    write("threads.txt", "x".repeat(90));
    try (SpoolFile file = spool.create(INCIDENT, "heap.hprof")) {
      file.write(bytes("0123456789"));
      SpoolFullException e = assertThrows(SpoolFullException.class, () -> file.write(bytes("1")));
      assertTrue(e.getMessage().contains("spool.quota"), e.getMessage());
    }
    assertEquals(90, spool.used());
  }

  @Test
  void keeps_a_share_for_small_files_from_one_that_has_become_large() throws IOException {
    long quota = 100L << 20;
    LocalSpool shared = LocalSpool.open(new SpoolConfig(folder.resolve("shared"), quota, 70, true));
    ByteBuffer piece = ByteBuffer.allocate(1 << 20);
    try (SpoolFile dump = shared.create(INCIDENT, "heap.hprof")) {
      for (int i = 0; i < 70; i++) {
        dump.write(piece.rewind());
      }
      assertThrows(SpoolFullException.class, () -> dump.write(piece.rewind()));
      try (SpoolFile threads = shared.create(INCIDENT, "threads.txt")) {
        threads.write(piece.rewind());
        threads.commit();
      }
    }
    assertEquals(1 << 20, shared.used());
  }

  @Test
  void says_so_when_the_disk_is_full() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full on this system");
    FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE);
    Path part = folder.resolve("heap.part");
    try (SpoolFile file =
        new LocalSpoolFile(
            part,
            folder.resolve("heap"),
            channel,
            BlockSize.ANY,
            new SpoolQuota(new SpoolConfig(folder, QUOTA, true), 0))) {
      SpoolFullException e =
          assertThrows(
              SpoolFullException.class,
              () -> {
                file.write(bytes("dump"));
                file.commit();
              });
      assertTrue(e.getMessage().contains("spool.folder"), e.getMessage());
    }
  }

  @Test
  void keeps_every_byte_of_a_file_that_is_no_multiple_of_a_block() throws Exception {
    LocalSpool large =
        LocalSpool.open(new SpoolConfig(folder.resolve("large"), Long.MAX_VALUE, true));
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    byte[] slice = new byte[1_000_003];
    try (SpoolFile file = large.create(INCIDENT, "heap.hprof")) {
      for (int i = 0; i < 40; i++) {
        Arrays.fill(slice, (byte) i);
        sent.update(slice);
        file.write(ByteBuffer.wrap(slice));
      }
      file.commit();
    }
    Path place = large.file(INCIDENT, "heap.hprof");
    assertEquals(HexFormat.of().formatHex(sent.digest()), Checksum.SHA256.of(place));
  }

  @Test
  void makes_room_when_a_file_is_deleted() throws IOException {
    write("heap.hprof", "x".repeat(QUOTA));
    spool.delete(INCIDENT, "heap.hprof");
    spool.delete(INCIDENT, "heap.hprof");
    assertEquals(0, spool.used());
    assertFalse(Files.exists(folder.resolve("spool").resolve(INCIDENT)));
    write("heap.hprof", "x".repeat(QUOTA));
  }

  @Test
  void leaves_the_other_files_of_the_incident_alone() throws IOException {
    write("heap.hprof", "heap");
    write("threads.txt", "threads");
    spool.delete(INCIDENT, "heap.hprof");
    assertEquals("threads", Files.readString(spool.file(INCIDENT, "threads.txt")));
    assertEquals(7, spool.used());
  }

  @Test
  void counts_what_is_there_and_removes_what_a_crash_left_unfinished() throws IOException {
    write("heap.hprof", "dump");
    spool.create(INCIDENT, "threads.txt").write(bytes("never finished"));
    assertEquals(18, spool.used());
    LocalSpool again = LocalSpool.open(new SpoolConfig(folder.resolve("spool"), QUOTA, true));
    assertEquals(4, again.used());
    assertEquals(1, files());
  }

  @Test
  void lets_only_the_owner_read() throws IOException {
    write("heap.hprof", "dump");
    Path place = spool.file(INCIDENT, "heap.hprof");
    assertEquals("rw-------", permissions(place));
    assertEquals("rwx------", permissions(place.getParent()));
    assertEquals("rwx------", permissions(folder.resolve("spool")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "../x", "a/b", "/etc", "a\0b", "a\nb", ".hidden", "x.part", "é"})
  void refuses_a_name_that_is_no_plain_name(String name) {
    assertThrows(IllegalArgumentException.class, () -> spool.create(INCIDENT, name));
    assertThrows(IllegalArgumentException.class, () -> spool.create(name, "heap.hprof"));
    assertThrows(IllegalArgumentException.class, () -> spool.delete(name, "heap.hprof"));
    assertThrows(IllegalArgumentException.class, () -> spool.file(INCIDENT, name));
  }

  private void write(String name, String content) throws IOException {
    try (SpoolFile file = spool.create(INCIDENT, name)) {
      file.write(bytes(content));
      file.commit();
    }
  }

  private long files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> found = walk.filter(Files::isRegularFile).toList();
      return found.size();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
