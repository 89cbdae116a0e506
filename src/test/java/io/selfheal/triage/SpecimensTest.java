package io.selfheal.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.selfheal.evidence.ArtefactKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecimensTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "JAVA PROFILE 1.0.2~~~~ | HEAP_DUMP",
        "FLR~~ | FLIGHT_RECORDING",
        "17:/2026-11-26 10:00:00/Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6): |"
            + " THREAD_DUMP",
        "{ \"threadDump\": { \"processId\": \"17\" | THREAD_DUMP",
        "17/2026-11-26T10:00:00Z/25.0.1//#1 \"main\" RUNNABLE | THREAD_DUMP",
        "17:/ num     #instances         #bytes  class name (module) | CLASS_HISTOGRAM",
        "17://Native Memory Tracking: | NATIVE_MEMORY",
        "17:/#/# JRE version: OpenJDK | VM_INFO",
        "#/# A fatal error has been detected by the Java Runtime Environment:/#/# JRE version: x |"
            + " CRASH_LOG",
        "17:/-XX:+UseG1GC | VM_FLAGS",
        "-XX:MaxHeapSize=1 -XX:+UseG1GC | VM_FLAGS",
        "Events of pod shop/a, UID b, the newest last | EVENTS",
        "apiVersion: v1/kind: Pod/metadata: {} | POD",
        "kind: PodMetrics/metadata: {} | CONTAINER_METRICS",
        "{\"apiVersion\":\"v1\", \"kind\": \"Pod\", \"x\": 1} | POD",
        "<!doctype html>/<title>Triage of heap-dump.hprof< | REPORT",
        "{ \"version\" : 1, \"title\" : \"a\", \"headline\" : \"b\" | REPORT",
        "2026-11-26 ERROR no kind of document | LOG",
        "~~ELF~ | -",
      })
  void a_file_is_known_by_what_is_in_it(String text, ArtefactKind kind) throws IOException {
    String content = text.replace("/-XX", "\n-XX").replace('/', '\n').replace('~', '\0');
    Path file = Files.writeString(folder.resolve("any-name"), content);
    assertEquals(Optional.ofNullable(kind), Specimens.of(file).map(Specimen::kind));
  }

  @Test
  void an_empty_file_is_nothing() throws IOException {
    assertEquals(Optional.empty(), Specimens.of(Files.createFile(folder.resolve("empty"))));
  }

  @Test
  void a_compressed_file_is_known_too_and_read_as_if_it_were_not() throws IOException {
    Path gzip = folder.resolve("a.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write("JAVA PROFILE 1.0.2".getBytes(StandardCharsets.US_ASCII));
    }
    Path zstd = folder.resolve("a.zst");
    try (OutputStream out = new ZstdOutputStreamNoFinalizer(Files.newOutputStream(zstd))) {
      out.write("Native Memory Tracking:\n".getBytes(StandardCharsets.US_ASCII));
    }
    assertEquals(ArtefactKind.HEAP_DUMP, Specimens.of(gzip).orElseThrow().kind());
    assertEquals(ArtefactKind.NATIVE_MEMORY, Specimens.of(zstd).orElseThrow().kind());
  }

  @Test
  void what_only_begins_as_if_it_were_compressed_is_told() throws IOException {
    Path broken = Files.write(folder.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
    assertThrows(IOException.class, () -> Specimens.of(broken));
  }
}
