package io.selfheal.notification.slack.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActionsConfigTest {
  private final Problems problems = new Problems("responder.yaml");

  @Test
  void a_port_for_slack_and_who_may() {
    ActionsConfig config =
        read("""
                { tokenFile: /t, signingSecretFile: /s, actions: { host: 127.0.0.1, port: 9000 },
                  approvers: { users: [U012AB3CD, W012AB3CD], groups: [S012AB3CD] } }
                """)
            .orElseThrow();
    assertEquals(List.of(), problems.found());
    assertEquals(Optional.of(Path.of("/s")), config.signingSecret());
    assertEquals(Optional.empty(), config.appToken());
    assertEquals(9000, config.port().port());
    assertEquals(
        new Approvers(Set.of("U012AB3CD", "W012AB3CD"), List.of("S012AB3CD")), config.approvers());
  }

  @Test
  void without_a_way_in_there_is_nothing() {
    assertEquals(Optional.empty(), read("{ tokenFile: /t }"));
    assertEquals(Optional.empty(), read(""));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void approvers_without_buttons_are_a_mistake() {
    read("{ tokenFile: /t, approvers: { users: [U012AB3CD] } }");
    assertEquals(List.of("slack.approvers"), paths());
  }

  @Test
  void buttons_that_nobody_may_press_are_a_mistake() {
    assertTrue(read("{ tokenFile: /t, appTokenFile: /a }").isPresent());
    assertEquals(List.of("slack.approvers"), paths());
  }

  @Test
  void buttons_without_a_bot_are_a_mistake() {
    read("{ appTokenFile: /a, approvers: { users: [U012AB3CD] } }");
    assertEquals(List.of("slack.tokenFile"), paths());
  }

  @Test
  void names_instead_of_ids_are_a_mistake() {
    read("{ tokenFile: /t, appTokenFile: /a, approvers: { users: [jane], groups: ['@oncall'] } }");
    assertEquals(List.of("slack.approvers.users", "slack.approvers.groups"), paths());
  }

  private List<String> paths() {
    return problems.found().stream().map(Problem::path).toList();
  }

  private Optional<ActionsConfig> read(String slack) {
    return ActionsConfig.read(ConfigFile.parse("slack: " + slack, problems).section("slack"));
  }
}
