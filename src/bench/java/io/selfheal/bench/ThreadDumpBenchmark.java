package io.selfheal.bench;

import java.time.Duration;
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
    List<Double> seconds = new ArrayList<>();
    try (Patient patient = Patient.admit();
        Evidence evidence = Evidence.keeping(CAPTURE, "")) {
      for (int i = 0; i < Quick.pairs(); i++) {
        Quiet.await();
        Instant sent = evidence.alert(patient);
        Instant there = evidence.audit().await("evidence-recorded", FILES).at();
        for (AuditTrail.Entry entry : evidence.audit().entries()) {
          entry.requireTaken();
        }
        seconds.add(Duration.between(sent, there).toNanos() / 1e9);
        evidence.settle();
      }
    }
    figures.say("the first, of a responder just started: %.2f s", seconds.get(0));
    figures.say("alert to the last of three files in the spool: %s", new Samples(seconds).text(" s"));
  }
}
