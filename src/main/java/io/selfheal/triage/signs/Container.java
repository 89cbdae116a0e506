package io.selfheal.triage.signs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One container, as a pod's document has it.
 *
 * @param limit of its memory, in bytes; 0 when it has none, or none that can be read
 * @param waiting why it does not run, as {@code CrashLoopBackOff}
 * @param ending how its run before ended, or this one
 */
record Container(
    String name, long limit, int restarts, Optional<String> waiting, Optional<Ending> ending) {

  /** As {@code OOMKilled}, 137, and when. */
  record Ending(String reason, int exitCode, String finishedAt) {
    boolean outOfLimit() {
      return reason.equals("OOMKilled");
    }

    String text() {
      String when = finishedAt.isEmpty() ? "" : " at " + finishedAt;
      return "%s, exit code %d%s".formatted(reason.isEmpty() ? "ended" : reason, exitCode, when);
    }
  }

  static List<Container> of(JsonNode pod) {
    List<Container> all = new ArrayList<>();
    for (JsonNode spec : pod.at("/spec/containers")) {
      all.add(of(spec, status(pod, spec.path("name").asText())));
    }
    return all;
  }

  private static Container of(JsonNode spec, JsonNode status) {
    String waiting = status.at("/state/waiting/reason").asText("");
    return new Container(
        spec.path("name").asText(),
        Quantity.bytes(spec.at("/resources/limits/memory").asText("")),
        status.path("restartCount").asInt(0),
        waiting.isEmpty() ? Optional.empty() : Optional.of(waiting),
        ending(status.at("/state/terminated"))
            .or(() -> ending(status.at("/lastState/terminated"))));
  }

  private static JsonNode status(JsonNode pod, String name) {
    for (JsonNode status : pod.at("/status/containerStatuses")) {
      if (status.path("name").asText().equals(name)) {
        return status;
      }
    }
    return pod.path("no status");
  }

  private static Optional<Ending> ending(JsonNode terminated) {
    if (!terminated.has("exitCode")) {
      return Optional.empty();
    }
    return Optional.of(
        new Ending(
            terminated.path("reason").asText(""),
            terminated.path("exitCode").asInt(),
            terminated.path("finishedAt").asText("")));
  }
}
