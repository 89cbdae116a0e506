package io.selfheal.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the alert to the last word in Slack, through the real wire protocols and real JVMs. */
class StoryTest {
  @TempDir Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void the_three_shipped_rules_come_true() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Sandbox sandbox = Sandbox.start(folder, 0)) {
      Story story = new Story(sandbox, new PrintStream(out, true, StandardCharsets.UTF_8));
      assertTrue(story.play(), () -> out.toString(StandardCharsets.UTF_8));
    }
  }
}
