package io.selfheal.bench;

final class WebhookBenchmark implements Benchmark {
  @Override
  public void run(Figures figures) throws Exception {}
}
