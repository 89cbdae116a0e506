package io.selfheal.bench;

final class StartBenchmark implements Benchmark {
  @Override
  public void run(Figures figures) throws Exception {}
}
