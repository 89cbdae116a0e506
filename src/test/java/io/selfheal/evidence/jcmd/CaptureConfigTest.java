package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureConfigTest {
  private final Problems problems = new Problems("responder.yaml");

  @Test
  void an_absent_section_reads_as_the_defaults() {
    assertEquals(CaptureConfig.DEFAULTS, read(""));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void every_key_is_read() {
    CaptureConfig config =
        read(
            """
            capture:
              podFolder: /dumps/heap
              compressBelow: 512MiB
              zstd: false
              dumpsPerNode: 3
              streamFor: 45s
              threadDumpTimeout: 10s
              classHistogramTimeout: 20s
              heapDumpTimeout: 15m
              transferTimeout: 1h
              toolsImage: registry.example/jdk:25
              toolsTimeout: 5m
            """);
    assertEquals(
        new CaptureConfig(
            "/dumps/heap",
            new CaptureConfig.Compression(512L << 20, false),
            3,
            Duration.ofSeconds(45),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            new ToolsConfig(Optional.of("registry.example/jdk:25"), Duration.ofMinutes(5))),
        config);
    assertEquals(List.of(), problems.found());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tmp", "/", "/a b", "/a=b", "/tmp/", "/$(id)"})
  void a_folder_that_jcmd_would_misread_is_a_mistake(String folder) {
    read("capture: {podFolder: '" + folder + "'}");
    assertEquals("capture.podFolder", problems.found().get(0).path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk 25", "-jdk", "jdk;25", "$(id)"})
  void what_no_image_can_be_named_is_a_mistake(String image) {
    read("capture: {toolsImage: '" + image + "'}");
    assertEquals("capture.toolsImage", problems.found().get(0).path());
  }

  @Test
  void a_timeout_of_nothing_and_an_unknown_key_are_mistakes() {
    read("capture: {transferTimeout: 0s, transferTimout: 5s}");
    List<String> paths = problems.found().stream().map(Problem::path).toList();
    assertEquals(List.of("capture.transferTimeout", "capture.transferTimout"), paths);
    assertTrue(problems.found().get(1).expected().contains("transferTimeout"));
  }

  private CaptureConfig read(String yaml) {
    return CaptureConfig.read(ConfigFile.parse(yaml, problems).section("capture"));
  }
}
