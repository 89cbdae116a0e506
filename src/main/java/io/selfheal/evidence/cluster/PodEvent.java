package io.selfheal.evidence.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One event, by either of the two APIs that write them: the older one counts and has first and last
 * times, the newer one has a time and, where it repeats, a series.
 */
record PodEvent(JsonNode json) {
  /** The epoch when it says nothing that can be read. */
  Instant lastSeen() {
    return first("/lastTimestamp", "/series/lastObservedTime", "/eventTime", "/firstTimestamp")
        .or(() -> time("/metadata/creationTimestamp"))
        .orElse(Instant.EPOCH);
  }

  /** A line that says when, what and who, and below it the message. */
  String text() {
    String line =
        Stream.of(
                lastSeen().toString(), text("/type"), text("/reason"), repeats(), about(), source())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("  "));
    String message =
        text("/message").lines().map(said -> "    " + said + "\n").collect(Collectors.joining());
    return line + "\n" + message + "\n";
  }

  private String repeats() {
    int count = json.at("/series/count").asInt(json.path("count").asInt(1));
    Optional<Instant> since = first("/firstTimestamp", "/eventTime");
    return count < 2 ? "" : count + " times" + since.map(time -> " since " + time).orElse("");
  }

  /** As {@code spec.containers{app}}. */
  private String about() {
    return text("/involvedObject/fieldPath");
  }

  private String source() {
    String component = either("/source/component", "/reportingComponent");
    String host = either("/source/host", "/reportingInstance");
    return host.isEmpty() || host.equals(component) ? component : component + " on " + host;
  }

  private String either(String place, String otherwise) {
    return text(place).isEmpty() ? text(otherwise) : text(place);
  }

  /** Messages quote what programs print: nothing in them may move a terminal's cursor. */
  private String text(String place) {
    return json.at(place).asText("").strip().replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "?");
  }

  private Optional<Instant> first(String... places) {
    return Stream.of(places).flatMap(place -> time(place).stream()).findFirst();
  }

  private Optional<Instant> time(String place) {
    try {
      return Optional.of(OffsetDateTime.parse(json.at(place).asText("")).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
