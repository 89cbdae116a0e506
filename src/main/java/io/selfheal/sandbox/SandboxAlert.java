package io.selfheal.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.kubernetes.PodRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** An alert about a pod, as Alertmanager's webhook (version 4) sends it. */
record SandboxAlert(String alertname, String priority, String team, PodRef pod, String rule) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NEVER = "0001-01-01T00:00:00Z";

  static SandboxAlert slowAccept(PodRef pod) {
    return new SandboxAlert(
        "p99 Pod Level Pay Accept API RT", "P1", "payments", pod, "slow-accept-pod");
  }

  static SandboxAlert hotCpu(PodRef pod) {
    return new SandboxAlert("JvmCpuHigh", "P0", "pricing", pod, "cpu-pressure");
  }

  static SandboxAlert fullMemory(PodRef pod) {
    return new SandboxAlert("JvmMemoryHigh", "P0", "orders", pod, "memory-pressure");
  }

  /**
   * @return the body of the answer
   * @throws IOException when it is no 200
   */
  static String post(URI webhook, String token, List<SandboxAlert> alerts)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(notification(alerts).toString()))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          "Cannot post the alerts: the webhook answered "
              + response.statusCode()
              + ": "
              + response.body());
    }
    return response.body();
  }

  /** The same as a command line; the minimal payload is enough for it. */
  String curl(URI webhook, Path tokenFile) {
    ObjectNode minimal = JSON.createObjectNode();
    minimal.putArray("alerts").addObject().set("labels", labels());
    return "curl -H \"Authorization: Bearer $(cat "
        + tokenFile
        + ")\" -H 'Content-Type: application/json' \\\n    -d '"
        + minimal
        + "' "
        + webhook;
  }

  private static ObjectNode notification(List<SandboxAlert> alerts) {
    ObjectNode body = JSON.createObjectNode();
    body.put("version", "4")
        .put("groupKey", "{}:{}")
        .put("truncatedAlerts", 0)
        .put("status", "firing")
        .put("receiver", "self-heal");
    body.putObject("groupLabels");
    body.putObject("commonLabels");
    body.putObject("commonAnnotations");
    body.put("externalURL", "http://alertmanager.example");
    ArrayNode list = body.putArray("alerts");
    alerts.forEach(alert -> list.add(alert.json()));
    return body;
  }

  private ObjectNode json() {
    ObjectNode alert = JSON.createObjectNode().put("status", "firing");
    alert.set("labels", labels());
    alert.putObject("annotations").put("summary", alertname + " on " + pod.name());
    alert.put("startsAt", Instant.now().toString()).put("endsAt", NEVER).put("generatorURL", "");
    return alert;
  }

  private ObjectNode labels() {
    return JSON.createObjectNode()
        .put("alertname", alertname)
        .put("priority", priority)
        .put("namespace", pod.namespace())
        .put("pod", pod.name())
        .put("techteam", team);
  }
}
