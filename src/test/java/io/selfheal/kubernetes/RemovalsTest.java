package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.kubernetes.ClusterException.Reason;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemovalsTest extends StubbedApi {
  private static final String POD_PATH = "/api/v1/namespaces/shop/pods/web-0";
  private static final String EVICTION = POD_PATH + "/eviction";
  private static final PodRef POD = new PodRef("shop", "web-0", "u-1");

  @Test
  void an_eviction_carries_both_preconditions() throws Exception {
    server.answer("POST", EVICTION, 201, "{}");
    assertEquals(Removal.ACCEPTED, cluster.evict(POD, "42"));
    JsonNode body = body(next("POST"));
    assertEquals("policy/v1", body.get("apiVersion").textValue());
    assertEquals("web-0", body.at("/metadata/name").textValue());
    assertEquals("u-1", body.at("/deleteOptions/preconditions/uid").textValue());
    assertEquals("42", body.at("/deleteOptions/preconditions/resourceVersion").textValue());
  }

  @Test
  void a_deletion_carries_both_preconditions_in_a_body_of_known_length() throws Exception {
    server.answer("DELETE", POD_PATH, 200, "{}");
    assertEquals(Removal.ACCEPTED, cluster.delete(POD, "42"));
    RecordedRequest request = next("DELETE");
    assertEquals("" + request.getBodySize(), request.getHeaders().get("Content-Length"));
    assertEquals("u-1", body(request).at("/preconditions/uid").textValue());
    assertEquals("42", body(request).at("/preconditions/resourceVersion").textValue());
  }

  @ParameterizedTest
  @CsvSource({"v1.21.14, policy/v1beta1", "v1.22.0, policy/v1", "v1.20.2+k3s1, policy/v1beta1"})
  void a_servers_version_decides_how_it_is_asked(String version, String expected) throws Exception {
    server.answer("GET", "/version", 200, "{\"gitVersion\":\"" + version + "\"}");
    server.answer("POST", EVICTION, 201, "{}");
    cluster.evict(POD, "42");
    assertEquals(expected, body(next("POST")).get("apiVersion").textValue());
  }

  @Test
  void a_server_without_a_number_is_asked_what_it_serves() throws Exception {
    server.answer("GET", "/version", 200, "{\"gitVersion\":\"v0.0.0-master+faec\"}");
    server.answer(
        "GET", "/apis/policy", 200, "{\"versions\":[{\"groupVersion\":\"policy/v1beta1\"}]}");
    server.answer("POST", EVICTION, 201, "{}");
    cluster.evict(POD, "42");
    assertEquals("policy/v1beta1", body(next("POST")).get("apiVersion").textValue());
  }

  @Test
  void the_version_is_asked_for_once() throws Exception {
    server.answer("POST", EVICTION, 201, "{}");
    cluster.evict(POD, "42");
    cluster.evict(POD, "42");
    assertEquals(3, server.requests());
  }

  @Test
  void a_busy_server_is_no_budget() {
    server.answer("POST", EVICTION, 429, "{\"status\":\"Failure\",\"reason\":\"TooManyRequests\"}");
    var refused = assertThrows(ClusterException.class, () -> cluster.evict(POD, "42"));
    assertEquals(Reason.SERVER_ERROR, refused.reason());
    assertTrue(refused.reason().retryable());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  void what_the_body_of_a_success_says_does_not_matter(int code) throws Exception {
    server.answer("DELETE", POD_PATH, code, "not even JSON");
    assertEquals(Removal.ACCEPTED, cluster.delete(POD, "42"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "web/../../x", "web-0?dryRun", "WEB", "a\nb", "web-0/log"})
  void a_name_that_no_pod_can_have_reaches_no_server(String name) throws Exception {
    PodRef odd = new PodRef("shop", name, "u-1");
    var refused = assertThrows(ClusterException.class, () -> cluster.delete(odd, "42"));
    assertEquals(Reason.NOT_FOUND, refused.reason());
    assertFalse(refused.getMessage().contains("\n"));
    assertEquals(Optional.empty(), cluster.pod("shop", name));
    assertEquals(0, server.requests());
  }

  private RecordedRequest next(String method) throws InterruptedException {
    RecordedRequest request = server.request();
    while (!request.getMethod().equals(method)) {
      request = server.request();
    }
    return request;
  }

  private static JsonNode body(RecordedRequest request) throws Exception {
    return new ObjectMapper().readTree(request.getBody().utf8());
  }
}
