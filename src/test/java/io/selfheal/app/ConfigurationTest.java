package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.BadConfigFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> a_bad_file_gets_its_report() throws IOException {
    return BadConfigFiles.in("responder", root -> ResponderConfig.read(root, folder, Map.of()));
  }

  @Test
  void the_shipped_files_load() {
    assertEquals(
        List.of(), Configuration.load(Path.of("config/responder.yaml"), Map.of()).problems());
    assertEquals(
        List.of(),
        Configuration.load(Path.of("config/kubernetes/responder.yaml"), Map.of()).problems());
  }

  @Test
  void the_mistakes_of_both_files_come_in_one_report() throws IOException {
    Path file = Files.writeString(folder.resolve("responder.yaml"), "namespace: [shop]\n");
    Files.writeString(folder.resolve("rules.yaml"), "rules: [{ name: x }]\n");
    List<String> report =
        Configuration.load(file, Map.of()).problems().stream().map(Object::toString).toList();
    assertTrue(
        report.stream().anyMatch(line -> line.contains("did you mean namespaces?")),
        report.toString());
    assertTrue(report.stream().anyMatch(line -> line.contains("rules[0].when")), report.toString());
  }

  @Test
  void the_originals_variables_work_as_defaults() {
    Map<String, String> env =
        Map.of(
            "SLACK_WEBHOOK_URL",
            "https://hooks.example/T0/B0/x",
            "POD_NAME",
            "r-1",
            "POD_NAMESPACE",
            "sh");
    Configuration configuration = Configuration.load(Path.of("config/responder.yaml"), env);
    assertTrue(configuration.responder().slack().webhookUrl().isPresent());
    assertEquals("sh/r-1", configuration.responder().policy().safety().ownPod());
  }
}
