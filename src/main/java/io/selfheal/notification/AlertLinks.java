package io.selfheal.notification;

import io.selfheal.alert.Alert;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.notification.IncidentMessage.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the alert's annotations lead: its runbook first, then its dashboards and whatever else they
 * name by {@code ..._url}.
 */
final class AlertLinks {
  private static final String RUNBOOK = "runbook";
  private static final Pattern NAMES_LINK =
      Pattern.compile("runbook|dashboard|[a-z0-9]{1,20}(?:_[a-z0-9]{1,20}){0,3}_url");
  private static final int MOST = 5;

  private AlertLinks() {}

  /** One line, or none. */
  static List<Line> of(Alert alert) {
    Map<String, String> annotations = alert.annotations().values();
    List<Link> links =
        Stream.of(true, false)
            .flatMap(
                first ->
                    annotations.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(RUNBOOK) == first))
            .map(entry -> link(entry.getKey(), entry.getValue()))
            .flatMap(Optional::stream)
            .limit(MOST)
            .toList();
    return links.isEmpty() ? List.of() : List.of(new Line("Links", "", links));
  }

  private static Optional<Link> link(String annotation, String value) {
    String label = annotation.replaceFirst("_url$", "").replace('_', ' ');
    return Optional.of(value)
        .filter(text -> NAMES_LINK.matcher(annotation).matches())
        .flatMap(Foreign::link)
        .map(url -> new Link(label, url));
  }
}
