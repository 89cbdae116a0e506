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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same dump out of the same pod, in turn: verified into the spool by us, and thrown away by
 * {@code kubectl exec POD -- cat FILE >/dev/null}.
 */
final class TransferBenchmark implements Benchmark {
  /** So many transfers until the JVM has compiled what it will; the first of them is a cold one. */
  private static final int WARM_UPS = 3;

  private static final int PAIRS = Integer.getInteger("bench.pairs", 5);
  private static final String PATH = "/tmp/bench.hprof";
  private static final double MEGA = 1e6;

  private record Pair(double ours, double theirs) {
    double ratio() {
      return theirs / ours;
    }
  }

  @Override
  public void run(Figures figures) throws Exception {
    try (Patient patient = Patient.admit();
        Cluster cluster = ApiServerCluster.connect(fromKubeconfig());
        Scratch scratch = Scratch.create()) {
      long bytes = patient.dump(PATH);
      LocalSpool spool = LocalSpool.open(new SpoolConfig(scratch.folder(), Long.MAX_VALUE, true));
      JvmTarget target = patient.target(cluster);
      DumpTransfer transfer = new DumpTransfer(cluster, target, PATH);
      List<Pair> pairs = new ArrayList<>();
      for (int i = 1; i <= WARM_UPS; i++) {
        figures.say("warm-up %d, ours: %.2f s", i, ours(transfer, spool, bytes));
      }
      for (int i = 0; i < PAIRS; i++) {
        pairs.add(new Pair(ours(transfer, spool, bytes), theirs(patient)));
      }
      print(figures, pairs, bytes);
      figures.say(
          "kubectl exec of a command that does nothing: %.2f s",
          Command.seconds(patient.exec("true")));
    }
  }

  private static double ours(DumpTransfer transfer, LocalSpool spool, long bytes)
      throws IOException, InterruptedException {
    Quiet.await();
    long begun = System.nanoTime();
    Verification verification = transfer.into(spool, "bench", bytes);
    double took = Seconds.since(begun);
    if (verification != Verification.FULL) {
      throw new IOException("Cannot count a transfer that was not hashed in the pod");
    }
    spool.delete("bench", "heap-dump.hprof");
    return took;
  }

  private static double theirs(Patient patient) throws IOException, InterruptedException {
    Quiet.await();
    return Command.seconds(patient.exec("cat", PATH));
  }

  private static void print(Figures figures, List<Pair> pairs, long bytes) {
    pairs.forEach(
        pair ->
            figures.say(
                "ours %.2f s, kubectl %.2f s, ratio %.2f", pair.ours, pair.theirs, pair.ratio()));
    double megabytes = bytes / MEGA;
    figures.say("dump: %.0f MB", megabytes);
    figures.say("ours: %s", rates(pairs.stream().map(Pair::ours).toList(), megabytes));
    figures.say("kubectl: %s", rates(pairs.stream().map(Pair::theirs).toList(), megabytes));
    figures.say("ours/kubectl: %s", new Samples(pairs.stream().mapToDouble(Pair::ratio)).text(""));
  }

  private static String rates(List<Double> seconds, double megabytes) {
    return new Samples(seconds.stream().mapToDouble(took -> megabytes / took)).text(" MB/s");
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
