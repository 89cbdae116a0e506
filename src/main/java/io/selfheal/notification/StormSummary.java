package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Stage;
import io.selfheal.incident.Storm;
import io.selfheal.notification.IncidentMessage.Line;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a team is told of a storm: its open incidents in one message. */
record StormSummary(Storm storm, Instant end, Audience audience) {
  private static final String STORM = "storm";
  private static final int SHOWN = 20;

  IncidentMessage tell(List<Incident> open, boolean all) {
    return new IncidentMessage(
        STORM,
        Tone.WAITING,
        "Storm: " + count(open.size(), all) + ", no pod is removed",
        why() + " " + workloads(open),
        List.of(
            List.of(
                Line.of("Why", why()),
                Line.of("Held back", heldBack(open)),
                Line.of("Ends", ends()),
                Line.of(
                    "To do",
                    "Look for what they have in common. Each is told by itself once it goes on after"
                        + " the storm, or when it ends.")),
            List.of(Line.of("Workloads", workloads(open)))));
  }

  private static String count(int open, boolean all) {
    return (all ? "" : "at least ") + open + (open == 1 ? " incident" : " incidents");
  }

  private String why() {
    return "More than "
        + storm.most().most()
        + " incidents came in within "
        + Amount.took(storm.most().within())
        + "; the setting limits.storm would allow more.";
  }

  private static String heldBack(List<Incident> open) {
    long secured =
        open.stream()
            .filter(incident -> incident.progress().reached().containsKey(Stage.EVIDENCE_SECURED))
            .count();
    return "The removal of their pods; evidence is taken all the same, and "
        + secured
        + " of "
        + open.size()
        + " have gone that far.";
  }

  private String ends() {
    return "At "
        + Amount.at(end)
        + ", if no more come in so fast until then; the setting limits.stormQuiet is "
        + Amount.took(storm.quiet())
        + ".";
  }

  private String workloads(List<Incident> open) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    open.forEach(incident -> counts.merge(whom(incident), 1, Integer::sum));
    String shown =
        counts.entrySet().stream()
            .limit(SHOWN)
            .map(entry -> entry.getKey() + times(entry.getValue()))
            .collect(Collectors.joining(", "));
    int more = counts.size() - SHOWN;
    return more > 0 ? shown + ", and " + more + " more" : shown;
  }

  private static String times(int count) {
    return count == 1 ? "" : " (" + count + ")";
  }

  private String whom(Incident incident) {
    return new SubjectLines(incident, audience.subjectOf(incident)).whom();
  }
}
