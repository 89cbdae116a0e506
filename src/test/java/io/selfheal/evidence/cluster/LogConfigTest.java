package io.selfheal.evidence.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import io.selfheal.config.Section;
import io.selfheal.evidence.jcmd.CaptureConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogConfigTest {
  private final Problems problems = new Problems("responder.yaml");

  @Test
  void an_absent_section_reads_as_the_defaults() {
    assertEquals(LogConfig.DEFAULTS, read(""));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void every_key_is_read_beside_those_of_other_evidence() {
    LogConfig config = read("capture: {logLines: 50, logTimeout: 10s, heapDumpTimeout: 15m}");
    assertEquals(new LogConfig(50, Duration.ofSeconds(10)), config);
    assertEquals(List.of(), problems.found());
  }

  @ParameterizedTest
  @CsvSource({"logLines: 0, logLines", "logLines: 100001, logLines", "logTimeout: 0s, logTimeout"})
  void what_would_take_nothing_or_too_much_is_a_mistake(String line, String key) {
    read("capture: {" + line + "}");
    assertEquals(List.of("capture." + key), problems.found().stream().map(Problem::path).toList());
  }

  private LogConfig read(String yaml) {
    Section section = ConfigFile.parse(yaml, problems).section("capture");
    LogConfig config = LogConfig.read(section);
    CaptureConfig.read(section);
    return config;
  }
}
