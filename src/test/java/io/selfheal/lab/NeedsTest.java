package io.selfheal.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NeedsTest {
  @Test
  void an_image_has_no_default_that_only_its_author_could_pull() {
    var missing = assertThrows(IllegalStateException.class, () -> Needs.image(Map.of()));
    assertTrue(missing.getMessage().contains("SELFHEAL_LAB_IMAGE"), missing.getMessage());
    assertTrue(missing.getMessage().contains("docs/lab.md"), missing.getMessage());
    assertEquals("patient:1", Needs.image(Map.of("SELFHEAL_LAB_IMAGE", "patient:1")));
  }
}
