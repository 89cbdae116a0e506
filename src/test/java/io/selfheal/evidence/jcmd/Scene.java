package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.ManualClock;
import io.selfheal.evidence.Artefact;
import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Wanted;
import io.selfheal.kubernetes.ExecResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A pod in which every capture succeeds, until a test spoils something. */
final class Scene {
  static final JvmTarget TARGET =
      new JvmTarget(ExecOnlyCluster.REF, "app", ExecOnlyCluster.CONTAINER_ID);
  static final String POD_PATH = "/tmp/self-heal-inc-1.hprof";
  static final String STATUS =
      "Name:\tjava\nUmask:\t0022\nPid:\t1\nPPid:\t0\nSigCgt:\t%s\nCapInh:\t0000000000000000\n";
  static final String ATTACHABLE = STATUS.formatted("0000000101005ccd");
  static final String NOT_ATTACHABLE = STATUS.formatted("0000000101001cc8");

  final byte[] dump;
  final ScriptedCluster cluster = new ScriptedCluster();
  final MemorySpool spool = new MemorySpool();
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final ManualClock clock = new ManualClock(Instant.EPOCH);

  private final CaptureConfig config;

  /** A JVM whose dump is not compressed. */
  Scene() {
    this(HprofBytes.random(new Random(1)).bytes(), 0);
  }

  static Scene of(HprofBytes dump) {
    return new Scene(dump.bytes(), 0);
  }

  private Scene(byte[] dump, long compressBelow) {
    CaptureConfig defaults = CaptureConfig.DEFAULTS;
    this.dump = dump;
    this.config =
        new CaptureConfig(
            defaults.podFolder(),
            new CaptureConfig.Compression(compressBelow, false),
            1,
            Duration.ZERO,
            defaults.threadDumpTimeout(),
            defaults.classHistogramTimeout(),
            defaults.heapDumpTimeout(),
            defaults.transferTimeout(),
            defaults.tools());
    cluster
        .says("env jcmd -l", "28 jdk.jcmd/sun.tools.jcmd.JCmd -l\n1 Leaky --token=secret\n")
        .says("status", ATTACHABLE)
        .says("Thread.print", threadDump())
        .says("VM.info", "1:\n#\n# JRE version: OpenJDK (17.0.15+6)\n\nEND.\n")
        .says("VM.flags", "1:\n-XX:CICompilerCount=2 -XX:+UseSerialGC\n")
        .says("VM.native_memory", "1:\n\nNative Memory Tracking:\n\nTotal: reserved=1KB\n")
        .says("JFR.check", "1:\nNo available recordings.\n")
        .says("JFR.start", "1:\nStarted recording 1.\n")
        .says("JFR.stop", "1:\nStopped recording \"self-heal\", 1.0 kB written to:\n\n/tmp/x\n")
        .says("rm", "")
        .says("GC.heap_dump", created(dump.length))
        .says("cat", new String(dump, StandardCharsets.ISO_8859_1))
        .says("sha256sum", sha256(dump) + "  " + POD_PATH + "\n");
    replay("GC.class_histogram", "exec-class-histogram");
    replay("df", "exec-df");
    replay("GC.heap_info", "exec-heap-info");
    replay("VM.version", "exec-vm-version");
  }

  static Scene compressed() {
    byte[] dump = Gzip.inMembers(HprofBytes.random(new Random(1)).bytes(), 100);
    return new Scene(dump, CaptureConfig.DEFAULTS.compression().below());
  }

  List<Artefact> capture(ArtefactKind kind) throws InterruptedException {
    return capture(Wanted.of(kind));
  }

  List<Artefact> capture(Wanted wanted) throws InterruptedException {
    return new JcmdEvidence(cluster, spool, config, clock, pauses::add)
        .capture(TARGET, wanted, "inc-1");
  }

  Artefact heapDump() throws InterruptedException {
    return capture(ArtefactKind.HEAP_DUMP).get(0);
  }

  /** Expects a heap dump that failed, with nothing of it in the spool; gives the sentence. */
  String refused(FailureReason reason) throws InterruptedException {
    Artefact.Failure failure = heapDump().failure().orElseThrow();
    assertEquals(reason, failure.reason(), failure.sentence());
    assertEquals(0, spool.committed.size());
    return failure.sentence();
  }

  boolean removedAfter(String program) {
    List<String> programs = cluster.commands.stream().map(argv -> argv.get(0)).toList();
    return programs.lastIndexOf("rm") > programs.lastIndexOf(program);
  }

  static String created(long bytes) {
    return "1:\nDumping heap to x ...\nHeap dump file created ["
        + bytes
        + " bytes in 0.076 secs]\n";
  }

  static String threadDump() {
    return """
    1:
    2026-11-21 02:52:33
    Full thread dump OpenJDK 64-Bit Server VM (17):

    "main" #1

    JNI global refs: 4, weak refs: 0

    """;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void replay(String command, String recording) {
    ExecResult recorded = Recording.exec(recording);
    cluster.on(command, request -> recorded);
  }
}
