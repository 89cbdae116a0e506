package io.selfheal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who hears of an alert by {@code config/alertmanager.yaml}, found as Alertmanager finds it. */
class AlertRoutesTest {
  private static final JsonNode ROOT = Manifests.only("config/alertmanager.yaml").path("route");
  private static final Pattern MATCHER = Pattern.compile("(\\w+) *(=~|!~|!=|=) *\"(.*)\"");

  @ParameterizedTest
  @ValueSource(strings = {"P0", "P1"})
  void what_the_responder_hears_of_people_hear_of_too(String priority) {
    assertEquals(List.of("self-heal-responder", "people"), receivers(priority));
  }

  @ParameterizedTest
  @ValueSource(strings = {"P2", "P10", ""})
  void all_other_alerts_go_to_people_alone(String priority) {
    assertEquals(List.of("people"), receivers(priority));
  }

  @Test
  void every_example_alert_goes_to_both() {
    for (JsonNode alert : Manifests.only("config/prometheus-rules.yaml").at("/groups/0/rules")) {
      assertEquals(2, receivers(alert.at("/labels/priority").asText()).size(), alert.toString());
    }
  }

  @Test
  void the_watchdog_goes_to_the_responder_alone() {
    JsonNode alert = Manifests.only("config/prometheus-rules.yaml").at("/groups/1/rules/0");
    assertEquals(
        List.of("self-heal-responder"),
        receivers(ROOT, Map.of("alertname", alert.path("alert").asText())));
  }

  private static List<String> receivers(String priority) {
    return receivers(ROOT, Map.of("alertname", "JvmMemoryHigh", "priority", priority));
  }

  /** Children first, up to one that does not go on; the node's own receiver if none took it. */
  private static List<String> receivers(JsonNode route, Map<String, String> labels) {
    if (!matches(route, labels)) {
      return List.of();
    }
    List<String> receivers = new ArrayList<>();
    for (JsonNode child : route.path("routes")) {
      List<String> below = receivers(child, labels);
      receivers.addAll(below);
      if (!below.isEmpty() && !child.path("continue").asBoolean()) {
        break;
      }
    }
    return receivers.isEmpty() ? List.of(route.path("receiver").asText()) : receivers;
  }

  private static boolean matches(JsonNode route, Map<String, String> labels) {
    assertTrue(!route.has("match") && !route.has("match_re"), "this test reads matchers only");
    return Manifests.texts(route.path("matchers")).stream().allMatch(text -> holds(text, labels));
  }

  private static boolean holds(String text, Map<String, String> labels) {
    Matcher matcher = MATCHER.matcher(text);
    assertTrue(matcher.matches(), text);
    String value = labels.getOrDefault(matcher.group(1), "");
    String wanted = matcher.group(3);
    return switch (matcher.group(2)) {
      case "=" -> value.equals(wanted);
      case "!=" -> !value.equals(wanted);
      case "=~" -> value.matches(wanted);
      default -> !value.matches(wanted);
    };
  }
}
