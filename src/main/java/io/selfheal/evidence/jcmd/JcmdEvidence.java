package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.SpoolFile;
import io.selfheal.kubernetes.Cluster;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes evidence with the jcmd of the pod's own image. Each file is bound to one incarnation of the
 * container: it is checked before and after, and what a changed target gave is thrown away.
 */
public final class JcmdEvidence implements EvidenceSource {
  private static final Duration BETWEEN_THREAD_DUMPS = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final Spool spool;
  private final CaptureConfig config;
  private final Clock clock;
  private final Pause pause;

  public JcmdEvidence(
      Cluster cluster, Spool spool, CaptureConfig config, Clock clock, Pause pause) {
    this.cluster = cluster;
    this.spool = spool;
    this.config = config;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public List<Artefact> capture(JvmTarget target, ArtefactKind kind, String incidentId)
      throws InterruptedException {
    CaptureOrder order = new CaptureOrder(target, kind, incidentId);
    try {
      new TargetCheck(cluster, target).check();
      Jvm jvm = new JvmSearch(new Commands(cluster, target)).find();
      return take(order, extraction(order, jvm));
    } catch (CaptureFailure e) {
      return order.fileNames().stream().map(name -> order.failed(name, e)).toList();
    }
  }

  private Extraction extraction(CaptureOrder order, Jvm jvm)
      throws CaptureFailure, InterruptedException {
    return switch (order.kind()) {
      case THREAD_DUMP ->
          new TextExtraction(
              jvm,
              List.of("Thread.print", "-l", "-e"),
              config.threadDumpTimeout(),
              TextCheck::threadDump);
      case CLASS_HISTOGRAM ->
          new TextExtraction(
              jvm,
              List.of("GC.class_histogram"),
              config.classHistogramTimeout(),
              TextCheck::classHistogram);
      case HEAP_DUMP ->
          new HeapDump(
              jvm,
              new PodFile(jvm.commands(), order.podPath(config.podFolder())),
              config,
              HeapFacts.ask(jvm));
    };
  }

  private List<Artefact> take(CaptureOrder order, Extraction extraction)
      throws InterruptedException {
    List<Artefact> artefacts = new ArrayList<>();
    for (String fileName : order.fileNames(extraction.suffix())) {
      if (!artefacts.isEmpty()) {
        pause.pause(BETWEEN_THREAD_DUMPS);
      }
      artefacts.add(takeOne(order, fileName, extraction));
    }
    return artefacts;
  }

  private Artefact takeOne(CaptureOrder order, String fileName, Extraction extraction)
      throws InterruptedException {
    Instant begun = clock.instant();
    try (SpoolFile file = spool.create(order.incidentId(), fileName)) {
      Received received = bound(order.target(), extraction, file);
      file.commit();
      return order.verified(fileName, received, Duration.between(begun, clock.instant()));
    } catch (CaptureFailure e) {
      return order.failed(fileName, e);
    } catch (IOException e) {
      return order.failed(fileName, spoolFailed(e));
    }
  }

  private Received bound(JvmTarget target, Extraction extraction, SpoolFile file)
      throws CaptureFailure, InterruptedException {
    TargetCheck sameTarget = new TargetCheck(cluster, target);
    sameTarget.check();
    Received received = extraction.into(file);
    sameTarget.check();
    return received;
  }

  private static CaptureFailure spoolFailed(IOException e) {
    return new CaptureFailure(
        FailureReason.NO_SPACE_IN_SPOOL,
        "the spool does not take it: " + e.getMessage() + "; see its volume and quota",
        e);
  }
}
