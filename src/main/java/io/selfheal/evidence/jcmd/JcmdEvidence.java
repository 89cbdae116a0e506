package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.Spool;
import io.selfheal.evidence.Wanted;
import io.selfheal.evidence.capture.Capture;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.CaptureOrder;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.StructureCheck;
import io.selfheal.evidence.capture.TargetCheck;
import io.selfheal.evidence.capture.ZstdFile;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.Container;
import io.selfheal.kubernetes.ContainerSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes evidence with the jcmd of the pod's own image. */
public final class JcmdEvidence implements EvidenceSource {
  private static final Logger LOG = LoggerFactory.getLogger(JcmdEvidence.class);

  private final Cluster cluster;
  private final CaptureConfig config;
  private final Capture capture;
  private final Link link;
  private final Pause pause;

  public JcmdEvidence(
      Cluster cluster, Spool spool, CaptureConfig config, Clock clock, Pause pause) {
    this.cluster = cluster;
    this.config = config;
    this.capture = new Capture(cluster, spool, clock);
    this.link = new Link(config.transferTimeout(), clock, pause);
    this.pause = pause;
  }

  @Override
  public List<Artefact> capture(JvmTarget target, Wanted wanted, String incidentId)
      throws InterruptedException {
    CaptureOrder order = new CaptureOrder(target, wanted, incidentId);
    try {
      Container container = new TargetCheck(cluster, target).check();
      Jvm jvm = new JvmSearch(new Commands(cluster, target), wanted.jvm()).find();
      return take(order, extraction(order, jvm, container.spec()));
    } catch (CaptureFailure e) {
      return order.fileNames().stream().map(name -> order.failed(name, e)).toList();
    }
  }

  private Extraction extraction(CaptureOrder order, Jvm jvm, ContainerSpec spec)
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
      case VM_INFO -> printed(jvm, "VM.info", TextCheck::vmInfo);
      case VM_FLAGS -> printed(jvm, "VM.flags", TextCheck::vmFlags);
      case NATIVE_MEMORY -> new NativeMemory(jvm);
      case FLIGHT_RECORDING -> flightRecording(order, jvm);
      case HEAP_DUMP -> heapDump(order, jvm, spec);
      case POD, EVENTS, LOG, PREVIOUS_LOG, CONTAINER_METRICS ->
          throw new IllegalArgumentException("No JVM has its " + order.kind().slug());
    };
  }

  private static Extraction printed(Jvm jvm, String command, Supplier<StructureCheck> structure) {
    return new TextExtraction(jvm, List.of(command), Commands.SHORT, structure);
  }

  private Extraction flightRecording(CaptureOrder order, Jvm jvm) {
    return new FlightRecording(
        jvm,
        podFile(order, jvm, config.podFolder()),
        order.wanted().extent().length(),
        new FlightRecording.Timing(config.heapDumpTimeout(), link, pause));
  }

  private Extraction heapDump(CaptureOrder order, Jvm jvm, ContainerSpec spec)
      throws CaptureFailure, InterruptedException {
    Rooms rooms = new Rooms(jvm.commands(), spec, config.podFolder());
    for (String folder : rooms.folders()) {
      podFile(order, jvm, folder).removeLeftovers();
    }
    HeapFacts heap = HeapFacts.ask(jvm);
    DumpPlan plan =
        new DumpPlanner(heap, spec, config, link.speed(jvm.commands())).plan(rooms.measure());
    LOG.atInfo()
        .addKeyValue("heapMiB", heap.usedBytes() >> 20)
        .addKeyValue("folder", plan.folder())
        .addKeyValue("form", plan.form())
        .addKeyValue("pauseSeconds", plan.pause().toSeconds())
        .log("Taking a heap dump");
    PodFile file = podFile(order, jvm, plan.folder());
    boolean zstd = config.compression().zstd() && ZstdFile.available();
    if (plan.form() == DumpForm.STREAMED) {
      return new StreamedHeapDump(jvm, file, config.streamFor().multipliedBy(2), zstd);
    }
    return new HeapDump(jvm, file, plan.form(), config.heapDumpTimeout(), link, zstd);
  }

  private static PodFile podFile(CaptureOrder order, Jvm jvm, String folder) {
    return new PodFile(jvm.commands(), jvm.root(), order.podPath(folder));
  }

  private List<Artefact> take(CaptureOrder order, Extraction extraction)
      throws InterruptedException {
    List<Artefact> artefacts = new ArrayList<>();
    for (String fileName : order.fileNames(extraction.suffix())) {
      if (!artefacts.isEmpty()) {
        pause.pause(order.wanted().extent().interval());
      }
      artefacts.add(capture.take(order, fileName, extraction));
    }
    return artefacts;
  }
}
