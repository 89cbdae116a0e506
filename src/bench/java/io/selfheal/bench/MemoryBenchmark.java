package io.selfheal.bench;

final class MemoryBenchmark implements Benchmark {
  @Override
  public void run(Figures figures) throws Exception {}
}
