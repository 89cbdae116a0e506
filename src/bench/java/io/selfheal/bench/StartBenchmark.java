package io.selfheal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process to the first 200 on /readyz, with and without AppCDS in turn. */
final class StartBenchmark implements Benchmark {
  private static final int RUNS = Integer.getInteger("bench.runs", 10);

  @Override
  public void run(Figures figures) throws Exception {
    try (Scratch scratch = Scratch.create()) {
      figures.say("first start, empty ledger: %.2f s", start(scratch, Serve.DEFAULT_OPTIONS));
      Path archive = scratch.folder().resolve("bench.jsa");
      Serve.rehearse(
          Serve.DEFAULT_OPTIONS + " -Xlog:cds=error -XX:ArchiveClassesAtExit=" + archive);
      String archived = Serve.DEFAULT_OPTIONS + " -XX:SharedArchiveFile=" + archive;
      List<Double> plain = new ArrayList<>();
      List<Double> withArchive = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        plain.add(start(scratch, Serve.DEFAULT_OPTIONS));
        withArchive.add(start(scratch, archived));
      }
      print(figures, "plain", plain);
      print(figures, "with AppCDS", withArchive);
    }
  }

  private static double start(Scratch scratch, String options)
      throws IOException, InterruptedException {
    Quiet.await();
    String rules = Files.readString(Path.of("config", "rules.yaml"));
    try (Serve serve = Serve.start(scratch, rules, Serve.NO_CLUSTER, options)) {
      return serve.awaitReady();
    }
  }

  private static void print(Figures figures, String what, List<Double> seconds) {
    Samples samples = new Samples(seconds.stream().mapToDouble(Double::doubleValue));
    figures.say("%s: %s", what, samples.text(" s"));
  }
}
