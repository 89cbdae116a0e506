package io.selfheal.bench;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Notifications as Alertmanager sends them, about 900 bytes an alert. Each alert is another one,
 * matches the rule memory-pressure, and names a namespace in which nothing may be done.
 */
final class Payloads {
  private static final String ALERT =
      """
      {"status":"firing","labels":{"alertname":"HighMemoryUsage","priority":"P0","severity":"critical",\
      "cluster":"eu-central-1","namespace":"shop","pod":"orders-%1$07d","container":"orders",\
      "instance":"10.%2$d.%3$d.7:8080","job":"kubernetes-pods","team":"payments"},\
      "annotations":{"summary":"Pod orders-%1$07d uses 97 %% of its heap after a full collection",\
      "description":"The heap of orders-%1$07d has been above 95 %% for 10 minutes. Requests are slow\
       or fail, and the collector takes most of the processor. See the dashboard for the last hour.",\
      "runbook_url":"https://runbooks.example.com/memory-pressure","dashboard":\
      "https://grafana.example.com/d/jvm-overview/jvm?var-namespace=shop&var-pod=orders-%1$07d"},\
      "startsAt":"%4$s","endsAt":"0001-01-01T00:00:00Z",\
      "generatorURL":"http://prometheus.example.com:9090/graph?g0.expr=jvm_memory_used+%%3E+0.95",\
      "fingerprint":"%1$016x"}\
      """;
  private static final String NOTIFICATION =
      """
      {"version":"4","groupKey":"{}:{alertname=\\"HighMemoryUsage\\"}","truncatedAlerts":0,\
      "status":"firing","receiver":"self-heal","groupLabels":{"alertname":"HighMemoryUsage"},\
      "commonLabels":{},"commonAnnotations":{},"externalURL":"http://alertmanager.example.com:9093",\
      "alerts":[%s]}\
      """;

  private Payloads() {}

  /** One notification with the alerts of these numbers. */
  static String notification(int from, int to) {
    String startsAt = Instant.now().toString();
    return NOTIFICATION.formatted(
        IntStream.range(from, to)
            .mapToObj(i -> ALERT.formatted(i, i >> 8 & 0xff, i & 0xff, startsAt))
            .collect(Collectors.joining(",")));
  }
}
