package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problem;
import io.selfheal.config.Problems;
import io.selfheal.notification.Channels;
import io.selfheal.notification.ConsoleNotifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackConfigTest {
  private final Problems problems = new Problems("responder.yaml");

  @Test
  void a_bot_with_channels_by_team() {
    SlackConfig config =
        read(
            """
            slack:
              tokenFile: /etc/self-heal/slack-token
              defaultChannel: "#incidents"
              channels: { payments: "#payments", search: C0123456789 }
            """,
            Map.of());
    assertEquals(List.of(), problems.found());
    assertEquals("#incidents", config.channels().fallback());
    assertEquals(List.of("C0123456789"), config.channels().byTeam().get("search"));
    assertInstanceOf(SlackNotifier.class, config.notifier(System.out));
  }

  @Test
  void nothing_configured_means_the_console() {
    assertInstanceOf(ConsoleNotifier.class, read("", Map.of()).notifier(System.out));
    assertEquals(List.of(), problems.found());
  }

  @Test
  void the_originals_variables_serve_as_defaults() {
    String url = "https://hooks.example.com/services/hush";
    SlackConfig webhook = read("", Map.of("SLACK_WEBHOOK_URL", url));
    assertInstanceOf(SlackWebhookNotifier.class, webhook.notifier(System.out));
    assertFalse(webhook.toString().contains("hush"), webhook.toString());
    SlackConfig bot = read("slack: { tokenFile: /t }", Map.of("CHANNEL_NAME", "alerts"));
    assertEquals("alerts", bot.channels().fallback());
    assertEquals(List.of(), problems.found());
  }

  @Test
  void a_token_without_a_default_channel_is_a_mistake() {
    read("slack: { tokenFile: /t }", Map.of());
    assertEquals(List.of("slack.defaultChannel"), paths());
  }

  @Test
  void a_channel_that_yaml_took_for_a_comment_is_a_mistake() {
    read("slack:\n  channels:\n    payments: #payments\n", Map.of());
    assertEquals(List.of("slack.channels.payments"), paths());
  }

  @Test
  void a_team_may_have_several_channels_and_a_priority_channels_and_mentions() {
    SlackConfig config =
        read(
            """
            slack:
              tokenFile: /t
              defaultChannel: "#incidents"
              channels: { payments: ["#payments", C0123456789, "#payments"] }
              priorities:
                P0: { channels: "#major", mentions: ["<!subteam^S0123456789>", "<!here>"] }
                P1: { mentions: ["<@U0123456789>"] }
            """,
            Map.of());
    assertEquals(List.of(), problems.found());
    assertEquals(List.of("#payments", "C0123456789"), config.channels().byTeam().get("payments"));
    assertEquals(
        new Channels.Escalation(List.of("#major"), List.of("<!subteam^S0123456789>", "<!here>")),
        config.channels().byPriority().get("P0"));
    assertEquals(List.of(), config.channels().byPriority().get("P1").channels());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          channels: { payments: [] } | slack.channels.payments
          channels: { payments: ["#a b"] } | slack.channels.payments
          channels: { payments: 7 } | slack.channels.payments
          priorities: { P0: {} } | slack.priorities.P0
          priorities: { P0: { mentions: "<!here>" } } | slack.priorities.P0.mentions
          priorities: { P0: { mentions: ["@here"] } } | slack.priorities.P0.mentions
          priorities: { P0: { mentions: ["<!subteam^S0123456789> <script>"] } } | slack.priorities.P0.mentions
          priorities: { P0: { mentions: ["<https://evil.example>"] } } | slack.priorities.P0.mentions
          priorities: { P0: { channels: ["no channel!"] } } | slack.priorities.P0.channels
          priorities: { P0: { mention: ["<!here>"] } } | slack.priorities.P0
          """)
  void what_is_no_channel_and_no_mention_is_a_mistake(String yaml, String path) {
    read("slack: { tokenFile: /t, defaultChannel: '#incidents', " + yaml + " }", Map.of());
    assertEquals(path, paths().get(0));
  }

  @Test
  void an_unknown_key_is_a_mistake() {
    read("slack: { token: xoxb-1 }", Map.of());
    assertEquals(List.of("slack.token"), paths());
    assertFalse(problems.found().toString().contains("xoxb"), problems.found().toString());
  }

  @Test
  void a_test_server_is_named_with_or_without_a_slash() {
    SlackConfig config = read("slack: { apiUrl: 'http://127.0.0.1:8080/api' }", Map.of());
    assertTrue(config.apiUrl().toString().endsWith("/api/"));
  }

  private List<String> paths() {
    return problems.found().stream().map(Problem::path).toList();
  }

  private SlackConfig read(String yaml, Map<String, String> env) {
    return SlackConfig.read(ConfigFile.parse(yaml, problems).section("slack"), env);
  }
}
