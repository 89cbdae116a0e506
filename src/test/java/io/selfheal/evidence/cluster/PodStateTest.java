package io.selfheal.evidence.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodStateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  private final ObjectNode pod = Recorded.body("pod-get-running");

  @Test
  void a_recorded_pod_is_the_same_as_yaml_but_for_what_is_left_out() throws Exception {
    ObjectNode expected = pod.deepCopy();
    expected.withObject("/metadata").remove("managedFields");
    expected
        .withObject("/metadata/annotations")
        .remove("kubectl.kubernetes.io/last-applied-configuration");
    expected.withObject("/spec/containers/0/env/0").put("value", "(not kept)");
    assertEquals(expected, YAML.readTree(text()));
  }

  @Test
  void it_reads_as_kubectl_writes_it() throws Exception {
    String text = text();
    assertTrue(text.contains("\nstatus:\n"), text);
    assertTrue(text.contains("\n    image: docker.io/lab/jdk17:1\n"), text);
    assertTrue(text.contains("\n    restartCount: 0\n"), text);
  }

  /** Each is a place that people put secrets into. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'containers':[{'name':'a','env':[{'name':'PASSWORD','value':'hunter2'}]}]}",
        "{'initContainers':[{'name':'a','env':[{'name':'PASSWORD','value':'hunter2'}]}]}",
        "{'ephemeralContainers':[{'name':'a','env':[{'name':'PASSWORD','value':'hunter2'}]}]}",
        "{'containers':[{'livenessProbe':{'httpGet':{'httpHeaders':[{'name':'X','value':'hunter2'}]}}}]}",
        "{'containers':[{'lifecycle':{'preStop':{'httpGet':{'httpHeaders':[{'value':'hunter2'}]}}}}]}"
      })
  void values_that_may_be_secret_are_not_kept(String spec) throws Exception {
    pod.set("spec", json(spec));
    assertFalse(text().contains("hunter2"), text());
    assertTrue(text().contains("value: (not kept)"), text());
  }

  @Test
  void what_kubectl_applied_is_not_kept_as_the_same_values_stand_in_it() throws Exception {
    assertTrue(pod.toString().contains("HOLD_MB\\\",\\\"value\\\":\\\"20"), "the recording has it");
    assertFalse(text().contains("last-applied"), text());
  }

  @Test
  void where_a_value_comes_from_is_kept_and_so_are_other_values() throws Exception {
    pod.set(
        "spec",
        json(
            "{'containers':[{'env':[{'name':'A','valueFrom':{'secretKeyRef':{'name':'db'}}}]}],"
                + "'tolerations':[{'key':'team','value':'payments'}]}"));
    assertTrue(text().contains("secretKeyRef") && text().contains("value: payments"), text());
    assertFalse(text().contains("not kept"), text());
  }

  @Test
  void a_field_of_a_newer_server_is_kept() throws Exception {
    pod.set("ofANewerServer", json("{'deep':[1.50,null,{'er':'yes'}]}"));
    assertEquals(
        json("{'deep':[1.50,null,{'er':'yes'}]}"), YAML.readTree(text()).get("ofANewerServer"));
  }

  @Test
  void a_namesake_is_not_taken_for_the_pod() {
    pod.withObject("/metadata").put("uid", "another");
    assertEquals(FailureReason.TARGET_CHANGED, failure(pod.toString()).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{\"kind\":\"Pod\"", "<html>", "\"hunter2"})
  void what_is_no_object_is_damaged_and_none_of_it_is_said(String answer) {
    CaptureFailure failure = failure(answer);
    assertEquals(FailureReason.DAMAGED, failure.reason());
    assertFalse(failure.getMessage().contains("hunter2"), failure.getMessage());
  }

  private String text() throws Exception {
    return state(pod.toString()).text();
  }

  private static CaptureFailure failure(String answer) {
    return assertThrows(CaptureFailure.class, () -> state(answer).text());
  }

  private static PodState state(String answer) {
    return new PodState(
        new StubCluster().says("podDocument", answer).cluster(), StubCluster.TARGET);
  }

  private static JsonNode json(String quoted) throws Exception {
    return JSON.readTree(quoted.replace('\'', '"'));
  }
}
