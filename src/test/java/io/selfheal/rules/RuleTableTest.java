package io.selfheal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.alert.Alert;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rule an alert gets: the shipped file, and one that says everything a rule can say. */
class RuleTableTest {
  private static final RuleBook SHIPPED = Books.read(Path.of("config/rules.yaml"));
  private static final RuleBook TABLE =
      Books.read(Path.of("src/test/resources/config/rule-table.yaml"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "P1 | p99 Pod Level Pay Accept API RT     | slow-accept-pod",
        "p1 | P99 pod level pay accept API rt     | slow-accept-pod",
        "P0 | p99 Pod Level Pay Accept API RT     | -",
        "P1 | p99 Pod Level Pay Accept API RT old | -",
        "P0 | CPU                                 | cpu-pressure",
        "P0 | Pod CPU usage above 90%             | cpu-pressure",
        "p0 | highcpu                             | cpu-pressure",
        "P1 | Pod CPU usage above 90%             | -",
        "P0 | JvmMemoryHigh                       | memory-pressure",
        "p0 | heap MEMORY at 95%                  | memory-pressure",
        "P0 | CPU and memory                      | cpu-pressure",
        "P2 | JvmMemoryHigh                       | -",
        "P00| JvmMemoryHigh                       | -",
        "-  | JvmMemoryHigh                       | -",
        "P0 | -                                   | -",
        "P0 | mem ory                             | -",
      })
  void a_shipped_rule_matches(String priority, String alertname, String rule) {
    Alert alert = Alerts.with("priority", priority, "alertname", alertname);
    assertEquals(rule, Books.ruleFor(SHIPPED, alert));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Exact      | production | -         | exact",
        "exact      | production | -         | -",
        "Exact      | staging    | -         | -",
        "Exact      | -          | -         | -",
        "x.Part.y   | -          | -         | contains",
        "x.part.y   | -          | -         | -",
        "xParty     | -          | -         | -",
        "Code-17    | -          | -         | pattern",
        "code-17    | -          | -         | pattern",
        "Code-17x   | -          | -         | -",
        "anything   | -          | eu-west-1 | first-of-two",
        "anything   | -          | EU-WEST-1 | first-of-two",
        "anything   | -          | us-west-1 | second-of-two",
        "ignored    | -          | eu-west-1 | ignored",
      })
  void a_matcher_holds(String alertname, String env, String region, String rule) {
    Alert alert = Alerts.with("alertname", alertname, "env", env, "region", region);
    assertEquals(rule, Books.ruleFor(TABLE, alert));
  }
}
