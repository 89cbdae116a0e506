package io.selfheal.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RehearseCommandTest {
  @Test
  void starts_answers_and_leaves_nothing_behind() throws Exception {
    List<Path> before = rehearsals();
    assertEquals(0, new RehearseCommand().call());
    assertEquals(before, rehearsals());
  }

  private static List<Path> rehearsals() throws IOException {
    try (Stream<Path> paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return paths
          .filter(path -> path.toString().contains("self-heal-rehearsal"))
          .sorted()
          .toList();
    }
  }
}
