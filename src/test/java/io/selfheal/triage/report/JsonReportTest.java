package io.selfheal.triage.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The shape that programs read, as a file that a person approves. */
class JsonReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/triage/triage.json");

  @Test
  void the_json_reads_as_its_golden_file() throws IOException {
    String json = JsonReport.of(Sample.report()) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, json);
    }
    assertEquals(Files.readString(GOLDEN), json);
  }
}
