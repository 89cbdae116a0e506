package io.selfheal.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From two thread dumps and a class histogram in the spool to Slack's message that says what they
 * show.
 */
final class FirstFindingsBenchmark implements Benchmark {
  private static final String CAPTURE = "[thread-dump, class-histogram]";
  private static final String FINDING = "*Finding*";

  @Override
  public void run(Figures figures) throws Exception {
    List<Double> seconds = new ArrayList<>();
    try (Patient patient = Patient.admit();
        Scratch scratch = Scratch.create();
        SlackEar slack = SlackEar.of(FINDING, scratch);
        Evidence evidence = Evidence.keeping(CAPTURE, slack.section())) {
      figures.say("the first of a responder: %.2f s", seconds(evidence, patient, slack));
      for (int i = 0; i < Quick.pairs(); i++) {
        seconds.add(seconds(evidence, patient, slack));
      }
    }
    figures.say("evidence secured to the finding in Slack: %s", Samples.of(seconds).text(" s"));
  }

  private static double seconds(Evidence evidence, Patient patient, SlackEar slack)
      throws Exception {
    Quiet.await();
    evidence.alert(patient);
    Instant secured = evidence.audit().await("evidence-recorded", 3).at();
    Instant told = slack.await(secured);
    evidence.settle();
    return Seconds.between(secured, told);
  }
}
