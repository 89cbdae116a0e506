package io.selfheal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.selfheal.app.ResponderConfig;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import io.selfheal.config.Section;
import io.selfheal.rules.LabelNames;
import io.selfheal.rules.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every block of YAML that the documents show is loaded by whoever reads it in the product. */
class DocsTest {
  /** How a block begins, and its reader; a block that begins otherwise fails the test. */
  private static final Map<String, Consumer<Section>> READERS =
      Map.of(
          "rules:", RulesFile::read,
          "labels:", root -> LabelNames.read(root.section("labels")),
          "namespaces:", root -> ResponderConfig.read(root, Path.of("config"), Map.of()));

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

  @TestFactory
  List<DynamicTest> a_block_of_yaml_loads() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      for (int i = 1; block.find(); i++) {
        String yaml = block.group(1);
        tests.add(DynamicTest.dynamicTest(page + " block " + i, () -> load(yaml)));
      }
    }
    assertFalse(tests.isEmpty());
    return tests;
  }

  private static void load(String yaml) {
    Problems problems = new Problems("the block");
    Section root = ConfigFile.parse(yaml, problems);
    READERS.entrySet().stream()
        .filter(reader -> yaml.startsWith(reader.getKey()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody reads this block:\n" + yaml))
        .getValue()
        .accept(root);
    assertEquals(List.of(), problems.found());
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(docs, Stream.of(Path.of("README.md")))
          .filter(page -> page.toString().endsWith(".md") && Files.exists(page))
          .sorted()
          .toList();
    }
  }
}
