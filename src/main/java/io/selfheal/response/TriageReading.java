package io.selfheal.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.selfheal.config.Slug;
import io.selfheal.incident.Incident;
import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Triage;
import io.selfheal.triage.TriageConfig;
import io.selfheal.triage.report.HtmlReport;
import io.selfheal.triage.report.JsonReport;
import io.selfheal.triage.report.Report;
import io.selfheal.triage.report.Timeline;
import io.selfheal.triage.report.Timeline.Moment;
import java.util.ArrayList;
import java.util.List;

/** The triage, and its report about an incident. */
public final class TriageReading implements Reading {
  private final Triage triage;

  public TriageReading(TriageConfig config) {
    this.triage = Triage.standard(config.memory(), config.deadline());
  }

  @Override
  public Diagnosis quick(List<Specimen> evidence) throws InterruptedException {
    return triage.quick(evidence);
  }

  @Override
  public Diagnosis thorough(List<Specimen> evidence) throws InterruptedException {
    return triage.thorough(evidence);
  }

  @Override
  public List<byte[]> report(Diagnosis diagnosis, Incident incident) {
    String pod = incident.target().orElseThrow().pod().toString();
    Report report = Report.of(pod, diagnosis, timeline(incident));
    return List.of(HtmlReport.of(report).getBytes(UTF_8), JsonReport.of(report).getBytes(UTF_8));
  }

  private static Timeline timeline(Incident incident) {
    List<Moment> moments = new ArrayList<>();
    moments.add(new Moment("the alert began to fire", incident.origin().startsAt()));
    incident
        .progress()
        .reached()
        .forEach((stage, at) -> moments.add(new Moment(Slug.of(stage).replace('-', ' '), at)));
    return new Timeline(moments);
  }
}
