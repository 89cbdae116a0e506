package io.selfheal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The files of {@code src/test/resources/config/bad}: each is named after its mistake and begins
 * with the whole report that it must get, in lines of {@code # expect: }.
 */
public final class BadConfigFiles {
  private static final Path ROOT = Path.of("src/test/resources/config/bad");
  private static final String EXPECT = "# expect: ";

  private BadConfigFiles() {}

  /** One test for each file of a folder, read as the reader does. */
  public static Stream<DynamicTest> in(String folder, Consumer<Section> reader) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .sorted()
          .map(file -> DynamicTest.dynamicTest(nameOf(file), () -> check(file, reader)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Path file, Consumer<Section> reader) throws IOException {
    List<String> expected =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(EXPECT))
            .map(line -> line.substring(EXPECT.length()))
            .toList();
    assertFalse(expected.isEmpty(), file + " does not say what to expect");
    Problems problems = new Problems(nameOf(file));
    reader.accept(ConfigFile.read(file, problems));
    List<String> report = problems.found().stream().map(Problem::toString).toList();
    String prefix = nameOf(file) + ": ";
    assertEquals(String.join("\n", expected), String.join("\n", report).replace(prefix, ""));
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }
}
