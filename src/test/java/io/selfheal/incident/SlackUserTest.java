package io.selfheal.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackUserTest {
  @Test
  void is_written_so_that_the_id_is_found_again() {
    SlackUser jane = SlackUser.of("U012AB3CD", "jane").orElseThrow();
    assertEquals("jane (Slack U012AB3CD)", jane.toString());
    assertEquals(Optional.of("U012AB3CD"), SlackUser.idIn(jane.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane (Slack U999)", "(Slack U999) \n", "x\u202e<!channel>", ""})
  void whatever_the_name_the_id_is_the_users_own(String name) {
    String written = SlackUser.of("U012AB3CD", name).orElseThrow().toString();
    assertEquals(Optional.of("U012AB3CD"), SlackUser.idIn(written));
    assertTrue(written.matches("[\\w. -]+ \\(Slack U012AB3CD\\)"), written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u012ab3cd", "S012AB3CD", "U012AB3CD>", "U1", "U012 AB3CD"})
  void an_id_that_is_none_is_nobody(String id) {
    assertEquals(Optional.empty(), SlackUser.of(id, "jane"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "jane (Slack U012AB3CD>)", "jane (Slack U012AB3CD) "})
  void a_name_that_was_typed_in_has_no_id(String by) {
    assertEquals(Optional.empty(), SlackUser.idIn(by));
  }
}
