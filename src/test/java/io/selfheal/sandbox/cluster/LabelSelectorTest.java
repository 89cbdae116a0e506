package io.selfheal.sandbox.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {
  private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "front");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                            | true",
        "app=web                       | true",
        "app==web,tier=front           | true",
        "app=web,tier=back             | false",
        "app!=web                      | false",
        "zone!=a                       | true",
        "app in (api, web)             | true",
        "app in (api),tier=front       | false",
        "app notin (api,batch)         | true",
        "tier notin (front,back),app   | false",
        "app                           | true",
        "zone                          | false",
        "!zone                         | true",
        "!app                          | false"
      })
  void selects(String selector, boolean selected) {
    assertEquals(selected, LabelSelector.parse(selector).test(LABELS));
  }
}
