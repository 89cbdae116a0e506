package io.selfheal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.selfheal.alert.Labels;
import io.selfheal.config.ConfigFile;
import io.selfheal.config.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
  private static final String NO_POD =
      "no pod is named: the alert has none of the labels exported_pod, pod, pod_name";

  @ParameterizedTest
  @CsvSource({
    "pod=web-1,                                       web-1",
    "pod_name=web-1,                                  web-1",
    "pod_name=web-1;pod=web-1,                        web-1",
    "exported_pod=web-1;pod=kube-state-metrics-0,     web-1",
    "exported_pod=web-1;pod=a;pod_name=b,             web-1",
    "exported_pod= ;pod=web-1,                        web-1",
    "pod=web.1-a.b,                                   web.1-a.b"
  })
  void the_first_rank_with_a_value_decides(String labels, String pod) {
    Subject subject = subject(labels + ";namespace=shop");
    assertEquals(pod, subject.pod());
    assertEquals(Optional.empty(), subject.conflict());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "namespace=shop;pod=a;pod_name=b         | the labels pod and pod_name disagree",
        "namespace=a;kubernetes_namespace=b;pod=x"
            + "| the labels namespace and kubernetes_namespace disagree",
        "namespace=shop                          | " + NO_POD,
        "namespace=shop;pod= ;exported_pod=      | " + NO_POD,
        "pod=web-1 | no namespace is named: the alert has none of the labels"
            + " exported_namespace, namespace, kubernetes_namespace",
        "namespace=shop;pod=web-1;container=A    | the label container is not a Kubernetes name",
        "namespace=a.b;pod=web-1                 | the label namespace is not a Kubernetes name",
      })
  void labels_that_cannot_be_trusted_are_a_conflict(String labels, String conflict) {
    assertEquals(Optional.of(conflict), subject(labels).conflict());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "$(reboot)",
        "web-1\n",
        "web\u0000",
        "<!channel>",
        "Web-1",
        "-web",
        "web-",
        "a..b",
        "web 1",
        "wéb"
      })
  void a_hostile_value_goes_no_further(String value) {
    Subject subject =
        LabelNames.DEFAULT.subjectOf(
            Labels.of(Map.of("pod", value, "namespace", value, "container", value)));
    assertEquals("", subject.pod() + subject.namespace() + subject.container().orElse(""));
    assertFalse(subject.conflict().orElseThrow().contains(value));
  }

  @Test
  void a_value_of_100_kb_goes_no_further() {
    String value = "a".repeat(100_000);
    Subject subject = subject("priority=" + value + ";team=" + value + ";pod=" + value);
    assertEquals(Optional.empty(), subject.team());
    assertEquals("", subject.priority() + subject.pod());
  }

  @Test
  void a_team_that_cannot_be_read_is_no_conflict() {
    Subject subject = subject("namespace=shop;pod=web-1;team=a\u202eb");
    assertEquals(Optional.empty(), subject.team());
    assertEquals(Optional.empty(), subject.conflict());
  }

  @Test
  void the_names_of_labels_can_be_configured() {
    Problems problems = new Problems("responder.yaml");
    String yaml = "{priority: severity, pod: [target, [p1, p2]], team: [owner]}";
    LabelNames names = LabelNames.read(ConfigFile.parse(yaml, problems));
    assertEquals(List.of(), problems.found());
    assertEquals(List.of(List.of("target"), List.of("p1", "p2")), names.pod());
    assertEquals(List.of(List.of("severity")), names.priority());
    assertEquals(LabelNames.DEFAULT.namespace(), names.namespace());
  }

  private static Subject subject(String pairs) {
    Map<String, String> labels = new HashMap<>();
    for (String pair : pairs.split(";", -1)) {
      String[] parts = pair.split("=", 2);
      labels.put(parts[0], parts[1]);
    }
    return LabelNames.DEFAULT.subjectOf(Labels.of(labels));
  }
}
