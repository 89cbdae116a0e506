package io.selfheal.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From the alert to two thread dumps, 1 s apart, and a class histogram, all verified in the spool
 * and on record in the ledger.
 */
final class ThreadDumpBenchmark implements Benchmark {
  private static final String CAPTURE = "[thread-dump, class-histogram]";
  private static final int FILES = 3;

  @Override
  public void run(Figures figures) throws Exception {
    try (Patient patient = Patient.admit()) {
      measure(figures, patient);
      trace(figures, patient);
    }
  }

  private static void measure(Figures figures, Patient patient) throws Exception {
    List<Double> seconds = new ArrayList<>();
    try (Evidence evidence = Evidence.keeping(CAPTURE, "")) {
      figures.say("the first of a responder: %.2f s", seconds(evidence, patient));
      for (int i = 0; i < Quick.pairs(); i++) {
        seconds.add(seconds(evidence, patient));
      }
    }
    figures.say(
        "alert to the last of three files in the spool: %s", Samples.of(seconds).text(" s"));
  }

  private static double seconds(Evidence evidence, Patient patient) throws Exception {
    Quiet.await();
    Instant sent = evidence.alert(patient);
    Instant there = evidence.audit().await("evidence-recorded", FILES).at();
    for (AuditTrail.Entry entry : evidence.audit().entries()) {
      entry.requireTaken();
    }
    evidence.settle();
    return Seconds.between(sent, there);
  }

  private static void trace(Figures figures, Patient patient) throws Exception {
    try (ApiTrace trace = ApiTrace.open();
        Evidence evidence = Evidence.keeping(CAPTURE, trace)) {
      for (String which : List.of("first", "second")) {
        Quiet.await();
        trace.forget();
        Instant sent = evidence.alert(patient);
        evidence.audit().await("evidence-recorded", FILES);
        figures.say("requests of the %s incident of a responder, in ms after the alert:", which);
        trace.tell(figures, sent, evidence.audit().entries());
        evidence.settle();
      }
    }
  }
}
