package io.selfheal.app;

import io.selfheal.app.ResponderConfig.Patients;
import io.selfheal.doctor.ClusterExamination;
import io.selfheal.doctor.ConfigExamination;
import io.selfheal.doctor.Examination;
import io.selfheal.doctor.RightsExamination;
import io.selfheal.doctor.RightsExamination.Scope;
import io.selfheal.kubernetes.Right;
import io.selfheal.rules.RemoveBy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What there is to look at with a configuration that has no mistakes. */
final class Examinations {
  private Examinations() {}

  static List<Examination> of(Configuration configuration, Clock clock) {
    List<Examination> all = new ArrayList<>();
    all.add(config(configuration));
    all.addAll(cluster(configuration, clock));
    return all;
  }

  private static Examination config(Configuration configuration) {
    return new ConfigExamination(
        configuration.file(), configuration.rules().rules().size(), namespaces(configuration));
  }

  private static List<Examination> cluster(Configuration configuration, Clock clock) {
    Patients patients = configuration.responder().patients();
    List<Examination> all = new ArrayList<>();
    all.add(new ClusterExamination(patients.cluster(), clock));
    for (String namespace : namespaces(configuration)) {
      Scope scope = new Scope(namespace, needed(), optional(configuration));
      all.add(new RightsExamination(patients.cluster(), scope));
    }
    Scope nodes = new Scope("", List.of(), List.of(Right.NODES));
    all.add(new RightsExamination(patients.cluster(), nodes));
    return all;
  }

  private static List<Right> needed() {
    return Right.ROLE.stream().filter(right -> !right.equals(Right.METRICS)).toList();
  }

  /** A rule may be for some of the namespaces only. */
  private static List<Right> optional(Configuration configuration) {
    List<Right> optional = new ArrayList<>();
    optional.add(Right.METRICS);
    if (deletes(configuration)) {
      optional.add(Right.DELETE);
    }
    if (configuration.responder().patients().capture().joins()) {
      optional.add(Right.JOIN);
    }
    return optional;
  }

  private static boolean deletes(Configuration configuration) {
    return configuration.rules().rules().stream()
        .anyMatch(rule -> rule.response().removeBy() == RemoveBy.DELETE);
  }

  private static List<String> namespaces(Configuration configuration) {
    return configuration.responder().policy().safety().namespaces();
  }
}
