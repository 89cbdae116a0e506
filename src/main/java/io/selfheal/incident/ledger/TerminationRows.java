package io.selfheal.incident.ledger;

import io.selfheal.config.Rate;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Target;
import io.selfheal.incident.Termination;
import io.selfheal.incident.Terminations;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The terminations that budgets count. Each list is read along an index, and no further. */
final class TerminationRows {
  private static final String OF_WORKLOAD =
      """
      SELECT alert.starts_at, termination.reserved_at
      FROM termination
        JOIN incident ON incident.id = termination.incident
        JOIN alert ON alert.number = incident.alert
      WHERE termination.workload = :workload AND termination.incident <> :incident
      ORDER BY termination.reserved_at DESC LIMIT :most
      """;
  private static final String OF_NAMESPACE =
      """
      SELECT reserved_at FROM termination
      WHERE namespace = :namespace AND incident <> :incident
      ORDER BY reserved_at DESC LIMIT :most
      """;
  private static final String OF_ALL =
      """
      SELECT reserved_at FROM termination WHERE incident <> :incident
      ORDER BY reserved_at DESC LIMIT :most
      """;

  private final Handle handle;

  TerminationRows(Handle handle) {
    this.handle = handle;
  }

  /** An incident that is bound to no pod counts for no workload and no namespace. */
  Terminations around(Incident incident) {
    return new Terminations(
        incident.target().map(target -> ofWorkload(incident, target)).orElse(List.of()),
        incident.target().map(target -> ofNamespace(incident, target)).orElse(List.of()),
        ofAll(incident));
  }

  private List<Termination> ofWorkload(Incident incident, Target target) {
    return handle
        .createQuery(OF_WORKLOAD)
        .bind("workload", target.workload().toString())
        .bind("incident", incident.id())
        .bind("most", Rate.MOST)
        .map(
            (row, context) ->
                new Termination(
                    Instant.parse(row.getString("starts_at")),
                    Instant.parse(row.getString("reserved_at"))))
        .list();
  }

  private List<Instant> ofNamespace(Incident incident, Target target) {
    return newest(
        handle.createQuery(OF_NAMESPACE).bind("namespace", target.workload().namespace()),
        incident);
  }

  private List<Instant> ofAll(Incident incident) {
    return newest(handle.createQuery(OF_ALL), incident);
  }

  private static List<Instant> newest(Query query, Incident incident) {
    return query
        .bind("incident", incident.id())
        .bind("most", Rate.MOST)
        .mapTo(Instant.class)
        .list();
  }
}
