package io.selfheal.evidence.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.ClusterException.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContainerMetricsTest {
  private static final Instant AFTERWARDS = StubCluster.STARTED.plusSeconds(20);

  private final StubCluster stub = new StubCluster();

  @Test
  void metrics_are_kept_as_yaml() throws Exception {
    stub.says("podMetrics", metrics("app", AFTERWARDS.toString()));
    assertEquals(
        """
        kind: PodMetrics
        metadata:
          name: plain
        timestamp: 2026-11-21T00:41:52Z
        window: 15.011s
        containers:
        - name: app
          usage:
            cpu: 1002345678n
            memory: 401408Ki
        """,
        text());
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_FOUND", "SERVER_ERROR"})
  void a_cluster_without_the_metrics_api_is_said_as_such(Reason reason) {
    stub.fails("podMetrics", reason);
    CaptureFailure failure = failure();
    assertEquals(FailureReason.NO_METRICS, failure.reason());
    assertTrue(failure.getMessage().contains("the API server says " + reason));
    assertTrue(failure.getMessage().contains("install metrics-server"), failure.getMessage());
  }

  @Test
  void a_right_that_is_missing_is_another_trouble() {
    stub.fails("podMetrics", Reason.FORBIDDEN);
    assertEquals(Reason.FORBIDDEN, assertThrows(ClusterException.class, this::text).reason());
  }

  @Test
  void metrics_of_other_containers_do_not_count() {
    stub.says("podMetrics", metrics("sidecar", AFTERWARDS.toString()));
    assertEquals(FailureReason.NO_METRICS, failure().reason());
  }

  @Test
  void metrics_from_before_the_container_started_are_of_another_one() {
    stub.says("podMetrics", metrics("app", StubCluster.STARTED.minusSeconds(1).toString()));
    assertEquals(FailureReason.NO_METRICS, failure().reason());
    assertTrue(failure().getMessage().contains("older than the container"));
  }

  @Test
  void metrics_without_their_time_are_damaged() {
    stub.says("podMetrics", metrics("app", "soon"));
    assertEquals(FailureReason.DAMAGED, failure().reason());
  }

  private static String metrics(String container, String timestamp) {
    return """
        {"kind":"PodMetrics","metadata":{"name":"plain","managedFields":[{}]},
        "timestamp":"%s","window":"15.011s","containers":[{"name":"%s",
        "usage":{"cpu":"1002345678n","memory":"401408Ki"}}]}"""
        .formatted(timestamp, container);
  }

  private CaptureFailure failure() {
    return assertThrows(CaptureFailure.class, this::text);
  }

  private String text() throws Exception {
    return new ContainerMetrics(stub.cluster(), StubCluster.TARGET).text();
  }
}
