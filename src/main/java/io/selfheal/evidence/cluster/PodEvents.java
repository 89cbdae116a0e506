package io.selfheal.evidence.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What happened to the pod, the newest last, as a text. */
record PodEvents(Cluster cluster, JvmTarget target) implements DocumentExtraction.Document {
  private static final String NONE =
      "There are no events. API servers keep them for an hour or so.\n";

  @Override
  public String text() throws ClusterException, CaptureFailure {
    ObjectNode list = Documents.read(cluster.events(target.pod()));
    if (!list.path("items").isArray()) {
      throw SpoolSink.damaged("the API server's answer is no list of events");
    }
    List<PodEvent> events = ofThisPod(list.path("items"));
    return heading() + (events.isEmpty() ? NONE : lines(events));
  }

  /** The server was asked for no others; a namesake's would mislead. */
  private List<PodEvent> ofThisPod(JsonNode items) {
    List<PodEvent> events = new ArrayList<>();
    for (JsonNode item : items) {
      if (item.at("/involvedObject/uid").asText().equals(target.pod().uid())) {
        events.add(new PodEvent(item));
      }
    }
    return events;
  }

  private String heading() {
    return "Events of pod %s, UID %s, the newest last\n\n"
        .formatted(target.pod(), target.pod().uid());
  }

  private static String lines(List<PodEvent> events) {
    return events.stream()
        .sorted(Comparator.comparing(PodEvent::lastSeen))
        .map(PodEvent::text)
        .collect(Collectors.joining());
  }
}
