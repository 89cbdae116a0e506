package io.selfheal.notification;

import io.selfheal.incident.Incident;
import io.selfheal.incident.Target;
import io.selfheal.notification.IncidentMessage.Line;
import io.selfheal.rules.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whom an incident is about: what the API server confirmed, else what the labels claim. */
record SubjectLines(Incident incident, Subject subject) {

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("Alert", alert() + firing()));
    workload().ifPresent(workload -> lines.add(Line.of("Workload", workload)));
    lines.add(Line.of("Pod", pod()));
    container().ifPresent(name -> lines.add(Line.of("Container", name)));
    lines.add(Line.of("Rule", Foreign.name(incident.origin().rule())));
    subject.team().ifPresent(team -> lines.add(Line.of("Team", Foreign.name(team))));
    return lines;
  }

  String alert() {
    String name = Foreign.name(incident.origin().alert().name());
    String shown = name.isEmpty() ? "(an alert without a name)" : name;
    String priority = Foreign.name(subject.priority());
    return priority.isEmpty() ? shown : shown + " (" + priority + ")";
  }

  String pod() {
    String claimed =
        subject.pod().isEmpty()
            ? "(no pod named)"
            : Foreign.name(subject.namespace()) + "/" + Foreign.name(subject.pod());
    return incident.target().map(Target::pod).map(Object::toString).orElse(claimed);
  }

  /** The workload where it is known, else the pod. */
  String whom() {
    return workload().orElseGet(this::pod);
  }

  private Optional<String> workload() {
    return incident.target().map(Target::workload).map(Object::toString);
  }

  private Optional<String> container() {
    Optional<String> confirmed = incident.target().map(target -> target.jvm().container());
    return confirmed.or(subject::container).map(Foreign::name);
  }

  private String firing() {
    String since = ", firing since " + Amount.at(incident.origin().startsAt());
    return since
        + incident.origin().resolvedAt().map(at -> ", resolved " + Amount.at(at)).orElse("");
  }
}
