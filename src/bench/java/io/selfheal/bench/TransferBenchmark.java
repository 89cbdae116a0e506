package io.selfheal.bench;

import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.Verification;
import io.selfheal.evidence.jcmd.DumpTransfer;
import io.selfheal.kubernetes.ApiServerCluster;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.storage.LocalSpool;
import io.selfheal.storage.SpoolConfig;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same heap out of the same pod, in turn: as the JVM compressed it, and as it wrote it, kept
 * with zstd and as it is, all verified into the spool by us; and by kubectl, over SPDY and over
 * WebSocket: {@code exec cat} thrown away or into a file on the spool's disk, and {@code cp}. All
 * are counted by the bytes of the dump that is not compressed.
 */
final class TransferBenchmark implements Benchmark {
  /** So many transfers until the JVM has compiled what it will; the first of them is a cold one. */
  private static final int WARM_UPS = 3;

  private static final String PLAIN = "/tmp/bench.hprof";
  private static final String COMPRESSED = "/tmp/bench.hprof.gz";
  private static final double MEGA = 1e6;

  /** One way to bring the dump here; it tells how many seconds it took. */
  private interface Way {
    double take() throws IOException, InterruptedException;
  }

  /** One file of the pod, and its size. */
  private record Source(DumpTransfer transfer, long bytes) {}

  @Override
  public void run(Figures figures) throws Exception {
    try (Patient patient = Patient.admit();
        Cluster cluster = ApiServerCluster.connect(fromKubeconfig());
        Scratch scratch = Scratch.create()) {
      LocalSpool spool =
          LocalSpool.open(new SpoolConfig(scratch.folder().resolve("spool"), Long.MAX_VALUE, true));
      JvmTarget target = patient.target(cluster);
      long plain = patient.dump(PLAIN);
      long compressed = patient.dump("-gz=1", COMPRESSED);
      Map<String, Way> ours = new LinkedHashMap<>();
      for (DumpTransfer.Form form : DumpTransfer.Form.values()) {
        boolean smaller = form == DumpTransfer.Form.COMPRESSED;
        String path = smaller ? COMPRESSED : PLAIN;
        Source source =
            new Source(new DumpTransfer(cluster, target, path, form), smaller ? compressed : plain);
        ours.put("ours, " + form, () -> ours(source, spool));
      }
      Map<String, Way> theirs = theirs(figures, patient, scratch);
      warmUp(figures, ours.values());
      Map<String, List<Double>> seconds = rounds(ours, theirs);
      figures.say("dump: %.0f MB, compressed %.0f MB", plain / MEGA, compressed / MEGA);
      print(figures, seconds, ours, plain / MEGA);
      figures.say(
          "kubectl exec of a command that does nothing: %.2f s",
          Command.seconds(patient.exec("true")));
    }
  }

  private static Map<String, Way> theirs(Figures figures, Patient patient, Scratch scratch)
      throws IOException, InterruptedException {
    Map<String, Way> ways = new LinkedHashMap<>();
    add(ways, figures, Kubectl.overSpdy(), patient, scratch);
    Optional<Kubectl> webSocket = Kubectl.overWebSocket(scratch, patient);
    if (webSocket.isPresent()) {
      add(ways, figures, webSocket.get(), patient, scratch);
    } else {
      figures.say("kubectl does not speak WebSocket to this server, and nor does its copy");
    }
    return ways;
  }

  private static void add(
      Map<String, Way> ways, Figures figures, Kubectl kubectl, Patient patient, Scratch scratch)
      throws IOException, InterruptedException {
    String protocol = kubectl.protocol(patient);
    Path file = scratch.folder().resolve("theirs");
    List<String> cat = kubectl.exec(patient, "cat", PLAIN);
    figures.say("%s talks by %s", String.join(" ", kubectl.program()), protocol);
    ways.put(protocol + ", exec cat, thrown away", () -> timed(cat, Redirect.DISCARD, file));
    ways.put(
        protocol + ", exec cat, into a file", () -> timed(cat, Redirect.to(file.toFile()), file));
    ways.put(
        protocol + ", cp", () -> timed(kubectl.copy(patient, PLAIN, file), Redirect.DISCARD, file));
  }

  private static double timed(List<String> argv, Redirect output, Path file)
      throws IOException, InterruptedException {
    Quiet.await();
    double seconds = Command.seconds(argv, output);
    Files.deleteIfExists(file);
    return seconds;
  }

  private static double ours(Source source, LocalSpool spool)
      throws IOException, InterruptedException {
    Quiet.await();
    long begun = System.nanoTime();
    Verification verification = source.transfer.into(spool, "bench", source.bytes);
    double took = Seconds.since(begun);
    if (verification != Verification.FULL) {
      throw new IOException("Cannot count a transfer that was not hashed in the pod");
    }
    spool.delete("bench", DumpTransfer.FILE_NAME);
    return took;
  }

  private static void warmUp(Figures figures, Iterable<Way> ours)
      throws IOException, InterruptedException {
    for (int i = 1; i <= WARM_UPS; i++) {
      for (Way way : ours) {
        figures.say("warm-up %d, ours: %.2f s", i, way.take());
      }
    }
  }

  /** Each round begins with another one. */
  private static Map<String, List<Double>> rounds(Map<String, Way> ours, Map<String, Way> theirs)
      throws IOException, InterruptedException {
    Map<String, Way> all = new LinkedHashMap<>(ours);
    all.putAll(theirs);
    List<String> order = new ArrayList<>(all.keySet());
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    order.forEach(name -> seconds.put(name, new ArrayList<>()));
    for (int i = 0; i < Quick.pairs(); i++) {
      for (String name : order) {
        seconds.get(name).add(all.get(name).take());
      }
      Collections.rotate(order, -1);
    }
    return seconds;
  }

  private static void print(
      Figures figures, Map<String, List<Double>> seconds, Map<String, Way> ours, double megabytes) {
    seconds.forEach(
        (name, took) ->
            figures.say(
                "%-40s %s",
                name,
                new Samples(took.stream().mapToDouble(one -> megabytes / one)).text(" MB/s")));
    for (String mine : ours.keySet()) {
      seconds.keySet().stream()
          .filter(name -> !ours.containsKey(name))
          .forEach(
              name ->
                  figures.say(
                      "%-18s the rate of %-40s %s",
                      mine,
                      name,
                      Samples.ratios(seconds.get(name), seconds.get(mine)).text(" times")));
    }
  }

  private static ClusterConfig fromKubeconfig() {
    return new ClusterConfig(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(10));
  }
}
