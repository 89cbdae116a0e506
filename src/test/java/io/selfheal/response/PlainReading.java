package io.selfheal.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.selfheal.evidence.capture.Capture;
import io.selfheal.incident.Incident;
import io.selfheal.incident.Ledger;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.rules.RuleBook;
import io.selfheal.storage.LocalSpool;
import io.selfheal.triage.Culprit;
import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Finds how many files there are; remembers what it was given. */
public final class PlainReading implements Reading {
  boolean broken;
  Runnable onQuick = () -> {};
  Meanwhile onThorough = () -> {};
  Runnable onReport = () -> {};

  /** What happens while a heap dump is read. */
  interface Meanwhile {
    void run() throws InterruptedException;
  }

  /** Whom it reads for, turn by turn. */
  public static EvidenceReader reader(
      Ledger ledger, Cluster cluster, LocalSpool spool, RuleBook rules, Clock clock) {
    Capture capture = new Capture(cluster, spool, clock);
    return new EvidenceReader(ledger, spool, new PlainReading(), capture, rules);
  }

  /** Lets a simulation of another package take the reader's turns. */
  public static void turn(EvidenceReader reader) throws InterruptedException {
    do {
      reader.glance();
    } while (reader.read().isZero());
  }

  @Override
  public Diagnosis quick(List<Specimen> evidence) {
    failIfBroken();
    onQuick.run();
    return diagnosis("quickly", evidence);
  }

  @Override
  public Diagnosis thorough(List<Specimen> evidence) throws InterruptedException {
    failIfBroken();
    onThorough.run();
    return diagnosis("all", evidence);
  }

  @Override
  public List<byte[]> report(Diagnosis diagnosis, Incident incident) {
    onReport.run();
    String sentence = diagnosis.verdict().findings().toString();
    return List.of(("<p>" + sentence).getBytes(UTF_8), ("[]" + sentence).getBytes(UTF_8));
  }

  private void failIfBroken() {
    if (broken) {
      throw new IllegalStateException("a file that nobody foresaw");
    }
  }

  private static Diagnosis diagnosis(String how, List<Specimen> evidence) {
    Finding finding =
        new Finding(
                Fault.HEAP_LEAK,
                80,
                "`Cart.items` holds it, " + how,
                List.of(evidence.size() + " files"))
            .of(new Culprit("Cart.items", evidence.size() + " MiB"));
    List<String> read = evidence.stream().map(Specimen::name).toList();
    return new Diagnosis(
        new Verdict(List.of(finding)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        read,
        List.of());
  }
}
