package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.capture.Capture;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.CaptureOrder;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.TargetCheck;
import io.selfheal.kubernetes.Cluster;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes evidence with the jcmd of the pod's own image. */
public final class JcmdEvidence implements EvidenceSource {
  private static final Duration BETWEEN_THREAD_DUMPS = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final CaptureConfig config;
  private final Capture capture;
  private final Pause pause;

  public JcmdEvidence(
      Cluster cluster, Spool spool, CaptureConfig config, Clock clock, Pause pause) {
    this.cluster = cluster;
    this.config = config;
    this.capture = new Capture(cluster, spool, clock);
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
      case POD, EVENTS, LOG, PREVIOUS_LOG, CONTAINER_METRICS ->
          throw new IllegalArgumentException("No JVM has its " + order.kind().slug());
    };
  }

  private List<Artefact> take(CaptureOrder order, Extraction extraction)
      throws InterruptedException {
    List<Artefact> artefacts = new ArrayList<>();
    for (String fileName : order.fileNames(extraction.suffix())) {
      if (!artefacts.isEmpty()) {
        pause.pause(BETWEEN_THREAD_DUMPS);
      }
      artefacts.add(capture.take(order, fileName, extraction));
    }
    return artefacts;
  }
}
