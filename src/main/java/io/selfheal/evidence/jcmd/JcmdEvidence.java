package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.EvidenceSource;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Pause;
import io.selfheal.evidence.Provenance;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes evidence with the jcmd of the pod's own image, or with that of a container which joins the
 * pod for it. Where neither can be had, a thread dump may still come out of the pod's log.
 */
public final class JcmdEvidence implements EvidenceSource {
  private static final Logger LOG = LoggerFactory.getLogger(JcmdEvidence.class);

  private final Cluster cluster;
  private final CaptureConfig config;
  private final Capture capture;
  private final Clock clock;
  private final Link link;
  private final Pause pause;
  private final FoundJvms found = new FoundJvms();

  public JcmdEvidence(
      Cluster cluster, Spool spool, CaptureConfig config, Clock clock, Pause pause) {
    this.cluster = cluster;
    this.config = config;
    this.capture = new Capture(cluster, spool, clock);
    this.clock = clock;
    this.link = new Link(config.transferTimeout(), clock, pause);
    this.pause = pause;
  }

  @Override
  public List<Artefact> capture(JvmTarget target, Wanted wanted, String incidentId)
      throws InterruptedException {
    CaptureOrder order = new CaptureOrder(target, wanted, incidentId);
    Commands commands = new Commands(cluster, target);
    Instant begun = clock.instant();
    try {
      Container container = new TargetCheck(cluster, target).check();
      return take(order, extraction(order, commands, container), commands.transcript());
    } catch (CaptureFailure e) {
      Provenance how = commands.transcript().from(begun);
      return order.fileNames().stream().map(name -> order.failed(name, e).madeBy(how)).toList();
    }
  }

  private Extraction extraction(CaptureOrder order, Commands own, Container container)
      throws CaptureFailure, InterruptedException {
    Optional<Jvm> jvm = found.find(order, JvmSearch.inside(own, order.wanted().jvm()));
    return jvm.isPresent()
        ? extraction(order, jvm.get(), container.spec())
        : withoutJcmd(order, own, container);
  }

  private Extraction withoutJcmd(CaptureOrder order, Commands own, Container container)
      throws CaptureFailure, InterruptedException {
    Jvm jvm;
    try {
      jvm =
          new BesideTarget(cluster, order.target(), config, clock, pause)
              .find(own, order, container);
    } catch (CaptureFailure e) {
      return new QuitSignal(cluster, order.target(), config.threadDumpTimeout(), pause)
          .insteadOf(own, order.kind(), e);
    }
    return extraction(order, jvm, container.spec());
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
      case CRASH_LOG -> crashLog(jvm);
      case FLIGHT_RECORDING -> flightRecording(order, jvm);
      case CRASH_HEAP_DUMP -> crashHeapDump(jvm);
      case HEAP_DUMP -> heapDump(order, jvm, spec);
      case POD, EVENTS, LOG, PREVIOUS_LOG, CONTAINER_METRICS, MANIFEST, REPORT ->
          throw new IllegalArgumentException("No JVM has its " + order.kind().slug());
    };
  }

  private static Extraction printed(Jvm jvm, String command, Supplier<StructureCheck> structure) {
    return new TextExtraction(jvm, List.of(command), Commands.SHORT, structure);
  }

  private Extraction crashLog(Jvm jvm) throws CaptureFailure, InterruptedException {
    return crashFile(jvm, new CrashFiles(jvm).log(), TextCheck::crashLog, false);
  }

  private Extraction crashHeapDump(Jvm jvm) throws CaptureFailure, InterruptedException {
    return crashFile(
        jvm, new CrashFiles(jvm).heapDump(), () -> new MaybeGzipCheck(HprofCheck::new), zstd());
  }

  private Extraction crashFile(
      Jvm jvm, CrashFiles.Found found, Supplier<StructureCheck> structure, boolean zstd) {
    LOG.atInfo()
        .addKeyValue("path", found.path())
        .addKeyValue("bytes", found.bytes())
        .addKeyValue("modified", found.modified())
        .log("Taking what a failing JVM left");
    PodFile file = new PodFile(jvm.commands(), "", found.path());
    return new CrashFile(
        new Transfer(file, link, structure), found.compressed(), zstd && !found.compressed());
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
    DumpPlan plan;
    HeapFacts heap;
    try (Meanwhile<List<Room>> rooms =
        Meanwhile.start("rooms", () -> rooms(order, new Rooms(jvm, spec, config.podFolder())))) {
      heap = HeapFacts.ask(jvm);
      plan = new DumpPlanner(heap, spec, config, link.speed(jvm.commands())).plan(rooms.await());
    }
    LOG.atInfo()
        .addKeyValue("heapMiB", heap.usedBytes() >> 20)
        .addKeyValue("folder", plan.folder())
        .addKeyValue("form", plan.form())
        .addKeyValue("pauseSeconds", plan.pause().toSeconds())
        .log("Taking a heap dump");
    PodFile file = podFile(order, jvm, plan.folder());
    if (plan.form() == DumpForm.STREAMED) {
      return new StreamedHeapDump(jvm, file, config.streamFor().multipliedBy(2), zstd());
    }
    return new HeapDump(jvm, file, plan.form(), config.heapDumpTimeout(), link, zstd());
  }

  /** What an earlier attempt left there counts as free. */
  private static List<Room> rooms(CaptureOrder order, Rooms rooms)
      throws CaptureFailure, InterruptedException {
    for (String folder : rooms.folders()) {
      podFile(order, rooms.jvm(), folder).removeLeftovers();
    }
    return rooms.measure();
  }

  private boolean zstd() {
    return config.compression().zstd() && ZstdFile.available();
  }

  private static PodFile podFile(CaptureOrder order, Jvm jvm, String folder) {
    return new PodFile(jvm.commands(), jvm.root(), order.podPath(folder));
  }

  private List<Artefact> take(CaptureOrder order, Extraction extraction, Transcript transcript)
      throws InterruptedException {
    List<Artefact> artefacts = new ArrayList<>();
    int found = transcript.length();
    Instant due = clock.instant();
    for (String fileName : order.fileNames(extraction.suffix())) {
      Duration left = Duration.between(clock.instant(), due);
      if (left.compareTo(Duration.ZERO) > 0) {
        pause.pause(left);
      }
      Instant begun = clock.instant();
      due = begun.plus(order.wanted().extent().interval());
      int others = transcript.length();
      Artefact artefact = capture.take(order, fileName, extraction);
      artefacts.add(artefact.madeBy(transcript.without(found, others, begun)));
    }
    return artefacts;
  }
}
