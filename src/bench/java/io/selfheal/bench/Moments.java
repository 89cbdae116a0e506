package io.selfheal.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When an incident came how far, by the ledger's audit and by the JVM's own log. */
final class Moments {
  private final List<AuditTrail.Entry> entries;
  private final PauseLog.Pause pause;

  Moments(AuditTrail audit, PauseLog.Pause pause) throws SQLException {
    this.entries = audit.entries();
    this.pause = pause;
  }

  /** What the seconds from the alert to the removal were spent on, in order. */
  Map<String, Double> phases(Instant sent, Instant removed) throws IOException {
    Map<String, Instant> ends = new LinkedHashMap<>();
    ends.put("alert to ledger", at("opened", ""));
    ends.put("pod found, gates", at("reached", "ADMITTED"));
    ends.put("JVM found, room for the dump", pause.begin());
    ends.put("the JVM stands still", pause.end());
    ends.put("transfer and verification, on record", at("evidence-recorded", "heap-dump"));
    ends.put("gates again", at("termination-reserved", ""));
    ends.put("removal", removed);
    Map<String, Double> phases = new LinkedHashMap<>();
    Instant begin = sent;
    for (var end : ends.entrySet()) {
      phases.put(end.getKey(), Seconds.between(begin, end.getValue()));
      begin = end.getValue();
    }
    return phases;
  }

  private Instant at(String kind, String about) throws IOException {
    return entries.stream()
        .filter(entry -> entry.kind().equals(kind) && entry.tells(about))
        .findFirst()
        .map(AuditTrail.Entry::at)
        .orElseThrow(
            () -> new IOException("Cannot tell when " + kind + " " + about + " was: " + entries));
  }
}
