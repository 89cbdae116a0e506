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
import java.util.function.ToDoubleFunction;

/**
 * The same heap out of the same pod, in turn: as the JVM compressed it and as it wrote it, both
 * verified into the spool by us; and thrown away by {@code kubectl exec POD -- cat FILE
 * >/dev/null}. All are counted by the bytes of the dump that is not compressed.
 */
final class TransferBenchmark implements Benchmark {
  /** So many transfers until the JVM has compiled what it will; the first of them is a cold one. */
  private static final int WARM_UPS = 3;

  private static final int PAIRS = Integer.getInteger("bench.pairs", 5);
  private static final String PLAIN = "/tmp/bench.hprof";
  private static final String COMPRESSED = "/tmp/bench.hprof.gz";
  private static final double MEGA = 1e6;

  /** Seconds that each took in one round. */
  private record Round(double compressed, double plain, double theirs) {}

  /** One file of the pod, and its size. */
  private record Source(DumpTransfer transfer, long bytes) {}

  @Override
  public void run(Figures figures) throws Exception {
    try (Patient patient = Patient.admit();
        Cluster cluster = ApiServerCluster.connect(fromKubeconfig());
        Scratch scratch = Scratch.create()) {
      LocalSpool spool = LocalSpool.open(new SpoolConfig(scratch.folder(), Long.MAX_VALUE, true));
      JvmTarget target = patient.target(cluster);
      Source plain =
          new Source(new DumpTransfer(cluster, target, PLAIN, false), patient.dump(PLAIN));
      Source compressed =
          new Source(
              new DumpTransfer(cluster, target, COMPRESSED, true),
              patient.dump("-gz=1", COMPRESSED));
      for (int i = 1; i <= WARM_UPS; i++) {
        figures.say(
            "warm-up %d, ours: compressed %.2f s, plain %.2f s",
            i, ours(compressed, spool), ours(plain, spool));
      }
      List<Round> rounds = new ArrayList<>();
      for (int i = 0; i < PAIRS; i++) {
        rounds.add(new Round(ours(compressed, spool), ours(plain, spool), theirs(patient)));
      }
      figures.say("dump: %.0f MB, compressed %.0f MB", plain.bytes / MEGA, compressed.bytes / MEGA);
      print(figures, rounds, plain.bytes / MEGA);
      figures.say(
          "kubectl exec of a command that does nothing: %.2f s",
          Command.seconds(patient.exec("true")));
    }
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

  private static double theirs(Patient patient) throws IOException, InterruptedException {
    Quiet.await();
    return Command.seconds(patient.exec("cat", PLAIN));
  }

  private static void print(Figures figures, List<Round> rounds, double megabytes) {
    rounds.forEach(
        round ->
            figures.say(
                "compressed %.2f s, plain %.2f s, kubectl %.2f s",
                round.compressed, round.plain, round.theirs));
    figures.say("compressed: %s", rates(rounds, megabytes, Round::compressed));
    figures.say("plain: %s", rates(rounds, megabytes, Round::plain));
    figures.say("kubectl: %s", rates(rounds, megabytes, Round::theirs));
    figures.say("compressed/kubectl: %s", ratios(rounds, Round::compressed));
    figures.say("plain/kubectl: %s", ratios(rounds, Round::plain));
  }

  private static String rates(
      List<Round> rounds, double megabytes, ToDoubleFunction<Round> seconds) {
    return new Samples(
            rounds.stream().mapToDouble(round -> megabytes / seconds.applyAsDouble(round)))
        .text(" MB/s");
  }

  private static String ratios(List<Round> rounds, ToDoubleFunction<Round> ours) {
    return new Samples(
            rounds.stream().mapToDouble(round -> round.theirs / ours.applyAsDouble(round)))
        .text("");
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
