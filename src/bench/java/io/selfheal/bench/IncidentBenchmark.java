package io.selfheal.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From an alert to the moment at which the API server takes the pod for deleted, its heap dump
 * being safe by then; in turn with the script that people write for it. The same watch tells for
 * both when the pod is to go.
 */
final class IncidentBenchmark implements Benchmark {
  private static final String CAPTURE = "[heap-dump]";
  private static final String NEVER_COMPRESSED = "capture: { compressBelow: 0B }\n";
  private static final String PLAIN = "/tmp/script.hprof";
  private static final String ALL = "in all";
  private static final String OURS = "ours";
  private static final String OURS_PLAIN = "ours, not compressed";
  private static final String SCRIPT = "script";
  private static final String FLOOR = "dump and link alone";

  /** Seconds by what they were spent on, in order; the last is all of it. */
  private final Map<String, Map<String, List<Double>>> spent = new LinkedHashMap<>();

  private Patient patient;
  private Scratch scratch;

  @Override
  public void run(Figures figures) throws Exception {
    try (Patient first = Patient.admit();
        Scratch folder = Scratch.create();
        Evidence usual = Evidence.removing(CAPTURE, "");
        Evidence plain = Evidence.removing(CAPTURE, NEVER_COMPRESSED)) {
      patient = first;
      scratch = folder;
      floor();
      ours("ours, the first incident of a responder", usual);
      ours("ours, not compressed, the first incident of a responder", plain);
      for (int i = 0; i < Quick.pairs(); i++) {
        ours(OURS, usual);
        ours(OURS_PLAIN, plain);
        script();
      }
      print(figures);
      trace(figures);
    }
  }

  /** What nobody can go below: the JVM's own time, and the bare bytes. */
  private void floor() throws IOException, InterruptedException {
    for (int i = 0; i < Quick.pairs(); i++) {
      Quiet.await();
      try (PauseLog log = PauseLog.of(patient, scratch)) {
        patient.dump("-overwrite", PLAIN);
        double link = Command.seconds(Kubectl.overSpdy().exec(patient, "cat", PLAIN));
        double pause = Seconds.of(log.last().length());
        note(FLOOR, "the JVM stands still", pause);
        note(FLOOR, "kubectl exec cat", link);
        note(FLOOR, ALL, pause + link);
      }
    }
  }

  private void ours(String name, Evidence evidence) throws Exception {
    Quiet.await();
    try (PauseLog log = PauseLog.of(patient, scratch);
        RemovalWatch watch = RemovalWatch.of(patient)) {
      Instant sent = evidence.alert(patient);
      Instant removed = watch.await();
      Moments moments = new Moments(evidence.audit(), log.last());
      moments.phases(sent, removed).forEach((what, took) -> note(name, what, took));
      note(name, ALL, Seconds.between(sent, removed));
    }
    patient = patient.successor();
    evidence.settle();
  }

  private void script() throws Exception {
    Quiet.await();
    Kubectl kubectl = Kubectl.plain();
    Path file = scratch.folder().resolve("script.hprof");
    try (RemovalWatch watch = RemovalWatch.of(patient)) {
      Instant sent = Instant.now();
      step("kubectl exec jcmd", kubectl.exec(patient, "jcmd", "1", "GC.heap_dump", PLAIN));
      step("kubectl cp", kubectl.copy(patient, PLAIN, file));
      step("sha256sum in the pod", kubectl.exec(patient, "sha256sum", PLAIN));
      step("sha256sum here", List.of("sha256sum", file.toString()));
      step("kubectl delete", kubectl.with("delete", "pod", patient.name(), "--wait=false"));
      note(SCRIPT, ALL, Seconds.between(sent, watch.await()));
    }
    Files.delete(file);
    patient = patient.successor();
  }

  private void step(String what, List<String> argv) throws IOException, InterruptedException {
    note(SCRIPT, what, Command.seconds(argv, Redirect.DISCARD));
  }

  private void note(String who, String what, double seconds) {
    spent
        .computeIfAbsent(who, name -> new LinkedHashMap<>())
        .computeIfAbsent(what, name -> new ArrayList<>())
        .add(seconds);
  }

  private void print(Figures figures) {
    spent.forEach(
        (who, phases) -> {
          figures.say("%s:", who);
          phases.forEach(
              (what, took) -> figures.say("  %-45s %s", what, Samples.of(took).text(" s")));
        });
    for (String mine : List.of(OURS, OURS_PLAIN)) {
      figures.say("%s / script: %s", mine, ratios(mine, SCRIPT).text(""));
      figures.say("%s / dump and link alone: %s", mine, ratios(mine, FLOOR).text(""));
    }
  }

  private Samples ratios(String above, String below) {
    return Samples.ratios(spent.get(above).get(ALL), spent.get(below).get(ALL));
  }

  /** One more incident, of which every request is told; the detour makes it a little slower. */
  private void trace(Figures figures) throws Exception {
    try (ApiTrace trace = ApiTrace.open();
        Evidence evidence = Evidence.removing(CAPTURE, trace)) {
      for (String which : List.of("first", "second")) {
        Quiet.await();
        trace.forget();
        try (RemovalWatch watch = RemovalWatch.of(patient)) {
          Instant sent = evidence.alert(patient);
          Instant removed = watch.await();
          figures.say("requests of the %s incident of a responder, in ms after the alert:", which);
          trace.tell(figures, sent, evidence.audit().entries());
          figures.say("  %7.0f          the pod is to go", Seconds.between(sent, removed) * 1e3);
        }
        patient = patient.successor();
        evidence.settle();
      }
    }
  }
}
